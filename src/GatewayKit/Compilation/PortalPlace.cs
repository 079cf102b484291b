using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Compilation;

/// <summary>The place of a key in the section <c>portal</c>, for messages.</summary>
internal static class PortalPlace
{
    /// <summary>Returns the place of a key of a version, and its location in the source.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="api">The id of the API.</param>
    /// <param name="version">The index of the version.</param>
    /// <param name="key">The key of the version.</param>
    /// <param name="item">The index in the key's list; null for the key itself.</param>
    public static (string Where, ConfigLocation Location) Of(GatewayConfig config, string api, int version, string key, int? item = null)
    {
        var node = config.Portal?.Node;
        foreach (var step in new object?[] { "apis", api, "versions", version, key, item })
            node = Below(node, step) ?? node;
        var at = item is { } number ? string.Create(CultureInfo.InvariantCulture, $"[{number}]") : "";
        return (string.Create(CultureInfo.InvariantCulture, $"apis.{DisplayText.Name(api)}.versions[{version}].{key}{at}"),
            node?.Location ?? config.KeyLocations.GetValueOrDefault("portal"));
    }

    /// <summary>Returns the place of a guide's file, and its location in the source.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="guide">The index of the guide.</param>
    public static (string Where, ConfigLocation Location) OfGuide(GatewayConfig config, int guide)
    {
        var node = config.Portal?.Node;
        foreach (var step in new object?[] { "guides", guide, "file" })
            node = Below(node, step) ?? node;
        return (string.Create(CultureInfo.InvariantCulture, $"guides[{guide}].file"),
            node?.Location ?? config.KeyLocations.GetValueOrDefault("portal"));
    }

    /// <summary>Returns the place of a plan's group, and its location in the source.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="plan">The id of the plan.</param>
    public static (string Where, ConfigLocation Location) OfPlan(GatewayConfig config, string plan)
    {
        var node = config.Portal?.Node;
        foreach (var step in new object?[] { "plans", plan, "group" })
            node = Below(node, step) ?? node;
        return ($"plans.{DisplayText.Name(plan)}.group", node?.Location ?? config.KeyLocations.GetValueOrDefault("portal"));
    }

    /// <summary>Returns the folder that relative paths of the portal refer to.</summary>
    /// <param name="config">The configuration.</param>
    public static string FolderOf(GatewayConfig config)
        => config.Folders.GetValueOrDefault(config.Portal?.Node?.Location.Source ?? "") ?? Directory.GetCurrentDirectory();

    private static ConfigNode? Below(ConfigNode? node, object? step) => (node, step) switch
    {
        (ConfigSequence list, int index) when index < list.Items.Count => list.Items[index],
        (ConfigMapping mapping, string key) => mapping.Find(key),
        (ConfigSequence list, string key) => ConfigMapping.From(list)?.Find(key),
        _ => null,
    };
}
