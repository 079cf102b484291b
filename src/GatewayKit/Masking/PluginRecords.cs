using GatewayKit.Plugins;

namespace GatewayKit.Masking;

/// <summary>Finds the records of plugins, whose attributes say which options are secret.</summary>
/// <param name="catalog">The plugins. An assembly that is loaded when it is first used is loaded.</param>
internal sealed class PluginRecords(PluginCatalog catalog)
{
    /// <summary>Returns the options record of a plugin; null if the gateway doesn't have the plugin.</summary>
    public Type? OptionsOf(string plugin) => catalog.Find(plugin)?.OptionsType;

    /// <summary>Returns the record of a credential type; null if no plugin reads it.</summary>
    public Type? CredentialOf(string type) => catalog.FindByCredential(type)?.CredentialType;
}
