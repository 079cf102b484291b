using GatewayKit.Configuration.Scalars;
using GatewayKit.Plugins;

namespace GatewayKit.Explaining;

/// <summary>The names of hooks in documentation and logs.</summary>
internal static class HookNames
{
    public static IReadOnlyList<string> Of(PluginHooks hooks)
        => [.. Enum.GetValues<PluginHooks>()
            .Where(h => h != PluginHooks.None && hooks.HasFlag(h))
            .Select(h => EnumNames.Key(h.ToString()))];
}
