namespace GatewayKit;

/// <summary>A plugin that limits callers, and can read what is left for one of them without counting, such as for its developer.</summary>
public interface IAllowanceReporter : IGatewayPlugin
{
    /// <summary>Returns the limits of the plugin for a consumer, while the plugin keeps handling exchanges.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The limits; empty if none is enforced.</returns>
    /// <exception cref="CounterStoreException">The store of the counters doesn't answer.</exception>
    ValueTask<IReadOnlyList<Allowance>> ReadAllowancesAsync(Consumer consumer, CancellationToken cancellationToken = default);
}
