using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins;

/// <summary>A source of plugin assemblies: the host itself, or a folder.</summary>
public interface IPluginSource
{
    /// <summary>
    /// Loads the current assemblies. Called when the gateway starts and again when the token fires; an unchanged module
    /// is the same object as before. Assemblies that can't be loaded are reported, never skipped silently.
    /// </summary>
    /// <param name="host">The host's services.</param>
    /// <param name="errors">Collects a message for each assembly that can't be loaded.</param>
    IReadOnlyList<PluginModule> Load(IServiceProvider host, ICollection<PluginLoadError> errors);

    /// <summary>Returns a token that fires once when <see cref="Load"/> may return a different result.</summary>
    IChangeToken GetChangeToken();
}
