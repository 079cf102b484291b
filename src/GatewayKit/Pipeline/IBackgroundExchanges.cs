namespace GatewayKit.Pipeline;

/// <summary>Runs exchanges whose client doesn't wait for them.</summary>
internal interface IBackgroundExchanges
{
    /// <summary>Runs the rest of an exchange once more: the entries after the running one, the upstream, and the way back to that
    /// entry.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="index">The position of the running entry.</param>
    /// <param name="state">The state of the entry in the exchange that starts.</param>
    /// <returns>Whether it has started.</returns>
    bool TryStart(Exchange exchange, int index, object? state);
}
