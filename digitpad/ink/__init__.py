"""From a drawing or an image to the 28x28 picture that the network gets, in NumPy alone."""
