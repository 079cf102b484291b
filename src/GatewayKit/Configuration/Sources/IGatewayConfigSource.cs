using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// Where a configuration comes from: a file, a section of the host's configuration, code. The gateway reads every source
/// when it starts and again when its token fires, and keeps each one's last good version by itself.
/// </summary>
public interface IGatewayConfigSource
{
    /// <summary>The name in messages and logs, such as <c>gateway.yaml</c>.</summary>
    string Name { get; }

    /// <summary>Reads the source as it is now.</summary>
    /// <param name="errors">Takes what is wrong with it.</param>
    /// <returns>
    /// The configuration; null if nothing could be bound. If <paramref name="errors"/> was added to, the result never
    /// takes effect: it may lack the parts with errors, and serves to find the errors of the others.
    /// </returns>
    GatewayConfig? Read(ConfigErrors errors);

    /// <summary>A token that fires once when the source may have changed. Asked for before each <see cref="Read"/>.</summary>
    IChangeToken GetChangeToken();

    /// <summary>Called when the configuration that was read last is active, so that it can be kept for a restart.</summary>
    void Accepted();

    /// <summary>
    /// The last version that was active before the host was stopped, for a start at which <see cref="Read"/> or the
    /// check of the whole fails; null if there is none.
    /// </summary>
    GatewayConfig? ReadLastGood();
}
