using GatewayKit.Configuration.Gateway;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// A source of configuration: a file, a section of the host's configuration, or code. The gateway reads every source
/// when it starts and again when its token fires, and keeps the last valid version of each source separately.
/// A source of your own creates nodes with locations and binds them with <see cref="GatewayConfigBinder"/>.
/// </summary>
public interface IGatewayConfigSource
{
    /// <summary>The name in messages and logs, such as <c>gateway.yaml</c>.</summary>
    string Name { get; }

    /// <summary>Reads the current content of the source.</summary>
    /// <param name="errors">Collects the errors. An exception is an error, too.</param>
    /// <returns>
    /// The configuration; null if nothing could be bound. If an error was added to <paramref name="errors"/>, the result never
    /// takes effect: it may lack the parts with errors, and is used only to find errors in the other parts.
    /// </returns>
    GatewayConfig? Read(ConfigErrors errors);

    /// <summary>Returns a token that fires once when the source may have changed. Called before each <see cref="Read"/>.</summary>
    IChangeToken GetChangeToken();

    /// <summary>Called when the configuration that was read last is active, so that the source can store it for a restart.
    /// Default: nothing is stored.</summary>
    void Accepted()
    {
    }

    /// <summary>Called when the configuration that was read last doesn't become active, because of this source or, at startup, of any
    /// source. Default: nothing happens.</summary>
    /// <param name="errors">The errors.</param>
    void Rejected(IReadOnlyList<ConfigError> errors)
    {
    }

    /// <summary>
    /// Returns the last version that was active before the host stopped, for a startup in which <see cref="Read"/> or the
    /// check of the whole configuration fails; null if there is none, which is the default.
    /// </summary>
    GatewayConfig? ReadLastGood() => null;
}
