namespace GatewayKit;

/// <summary>Options that determine whether a plugin needs an identified caller.</summary>
public interface ICallerOptions
{
    /// <summary>
    /// Gets a value that indicates whether the plugin rejects every request whose caller neither a plugin before it nor the host has
    /// identified. The gateway warns about a route on which it rejects every request.
    /// </summary>
    bool NeedsCaller { get; }
}
