using System.Text.Json.Nodes;
using GatewayKit.Operators.Http;
using GatewayKit.Store;

namespace GatewayKit.Operators.Pages;

/// <summary>A plugin in an entry of the store.</summary>
/// <param name="Kind">The kind of the entry.</param>
/// <param name="Id">The id of the entry.</param>
/// <param name="Plugin">The name of the plugin.</param>
/// <param name="Instance">The id of the plugin's instance; null for a single one.</param>
internal sealed record OptionsTarget(string Kind, string Id, string Plugin, string? Instance)
{
    /// <summary>The instance in an address if there is none.</summary>
    public const string NoInstance = "-";

    private const string OptionsKey = "options";

    /// <summary>Gets the key of the entry.</summary>
    public string Key => $"{Kind}/{Id}";

    /// <summary>Gets the plugin and its instance.</summary>
    public string Name => Instance is null ? Plugin : $"{Plugin} ({Instance})";

    public static OptionsTarget Of(OperatorRequest request) => new(
        request.Value("kind"), request.Value("id"), request.Value("plugin"),
        request.Value("instance") is not NoInstance and var instance ? instance : null);

    /// <summary>Returns the address of the form.</summary>
    public string Link(OperatorPage page) => page.Link("options", Kind, Id, Plugin, Instance ?? NoInstance);

    /// <summary>Returns the options of the plugin; null if the entry doesn't have exactly one such plugin.</summary>
    public JsonObject? OptionsIn(JsonNode? content)
        => Find(content) is { } plugin ? RouteContent.Member(plugin, OptionsKey) as JsonObject ?? [] : null;

    /// <summary>Returns the content with other options of the plugin.</summary>
    public JsonNode With(JsonNode content, JsonObject options)
    {
        var changed = content.DeepClone();
        var plugin = Find(changed)!;
        var key = plugin.FirstOrDefault(member => member.Key.Equals(OptionsKey, StringComparison.OrdinalIgnoreCase)).Key ?? OptionsKey;
        if (options.Count == 0)
            plugin.Remove(key);
        else
            plugin[key] = options.DeepClone();
        return changed;
    }

    private JsonObject? Find(JsonNode? content)
    {
        if (Kind == EntryKinds.Plugins)
            return content as JsonObject;

        JsonObject[] found = [.. (RouteContent.Member(content, "plugins") as JsonArray ?? []).OfType<JsonObject>()
            .Where(plugin => Is(RouteContent.Text(plugin, "name"), Plugin) && Is(RouteContent.Text(plugin, "id"), Instance))];
        return found is [var only] ? only : null;
    }

    private static bool Is(string? text, string? other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
