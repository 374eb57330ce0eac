from digitpad.qt.random_weights import RandomWeights


def test_one_is_away_until_the_trained_network_is_back(network):
    made = RandomWeights()
    brought = made.instead_of(network)
    assert brought.sizes == network.sizes
    assert brought is not network
    assert not made.away  # it is not on screen yet
    made.see(brought)
    assert made.away
    made.see(brought.copy())  # what it has learned since
    assert made.away
    made.see(network)
    assert not made.away


def test_other_random_weights_lead_back_to_the_same_trained_network(network):
    made = RandomWeights()
    made.see(made.instead_of(network))
    made.see(made.instead_of(network.copy()))
    assert made.away
    assert made.trained is network


def test_a_network_from_elsewhere_ends_it(network):
    made = RandomWeights()
    brought = made.instead_of(network)
    made.see(brought)
    made.forget()
    assert made.trained is None
    assert not made.away
    made.see(brought)
    assert not made.away
