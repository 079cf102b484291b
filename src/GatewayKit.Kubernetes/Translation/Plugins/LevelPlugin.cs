using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>A plugin that applies at a level.</summary>
/// <param name="Entry">The entry. Equal if it is the same object.</param>
/// <param name="IsOverride">Whether it wins against more specific levels. Otherwise, it is a default that they replace.</param>
internal readonly record struct LevelPlugin(PluginEntry Entry, bool IsOverride)
{
    /// <summary>Returns whether an entry of another level is an instance of the same plugin.</summary>
    public bool IsSamePlugin(PluginEntry other)
        => Entry.Id == other.Id && Entry.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase);
}
