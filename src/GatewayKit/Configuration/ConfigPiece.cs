using System.Globalization;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>The piece of configuration that an error is about: its name in messages, and its owner.</summary>
/// <param name="Where">The name, such as <c>routes.orders.plugins[1] (rate-limit)</c>; empty for the whole.</param>
internal readonly record struct ConfigPiece(string Where)
{
    /// <summary>The whole configuration.</summary>
    public static readonly ConfigPiece Whole = new("");

    /// <summary>The owner; the parts that all routes share if it isn't known.</summary>
    public ConfigOwner Owner { get; private init; }

    /// <summary>The index of the plugin's entry in the owner's list; null outside of the entries.</summary>
    public int? PluginIndex { get; private init; }

    /// <summary>The item of a section that is a list, if its name isn't known yet; null otherwise.</summary>
    public (string Section, int Index)? ListItem { get; private init; }

    /// <summary>Returns a route, cluster, group or consumer as a whole.</summary>
    public static ConfigPiece Of(ConfigOwner owner) => new(owner.ToString()) { Owner = owner };

    /// <summary>Returns a piece of a document that isn't bound yet.</summary>
    /// <param name="where">Its path.</param>
    /// <param name="steps">The keys and indexes of the path, from the root.</param>
    public static ConfigPiece Of(string where, IReadOnlyList<(string? Key, int Index)> steps)
    {
        if (steps is [{ Key: { } section }, { Key: null, Index: var index }, ..] && IsPlugins(section))
            return new ConfigPiece(where) { PluginIndex = index };

        var entry = new ConfigPiece(where)
        {
            PluginIndex = steps is [_, _, { Key: { } list }, { Key: null, Index: var plugin }, ..] && IsPlugins(list) ? plugin : null,
        };
        return steps switch
        {
            [{ Key: { } named }, { Key: { } id }, ..] when ConfigOwner.InSection(named, id) is { Id: not null } owner
                => entry with { Owner = owner },
            [{ Key: { } listed }, { Key: null, Index: var item }, ..] when ConfigOwner.InSection(listed, "") is { Id: not null }
                => entry with { ListItem = (listed.ToLowerInvariant(), item) },
            _ => new ConfigPiece(where),
        };
    }

    /// <summary>Returns an entry of a section, such as a route.</summary>
    public static ConfigPiece InSection(string section, string id)
        => ConfigOwner.InSection(section, id) is { Id: not null } owner ? Of(owner) : new ConfigPiece(section).Key(id);

    /// <summary>Returns the piece under a key.</summary>
    public ConfigPiece Key(string key)
        => this with { Where = Where.Length == 0 ? DisplayText.Name(key) : $"{Where}.{DisplayText.Name(key)}" };

    /// <summary>Returns an item of a list.</summary>
    public ConfigPiece Item(int index) => this with { Where = string.Create(CultureInfo.InvariantCulture, $"{Where}[{index}]") };

    /// <summary>Returns an entry of the owner's plugins.</summary>
    /// <param name="index">Its index.</param>
    public ConfigPiece Plugin(int index) => Key("plugins").Item(index) with { PluginIndex = index };

    /// <summary>Returns a plugin's entry with its plugin's name, if it has one: <c>plugins[1] (rate-limit)</c>.</summary>
    public ConfigPiece Named(string? plugin)
        => string.IsNullOrEmpty(plugin) ? this : this with { Where = $"{Where} ({DisplayText.Name(plugin)})" };

    /// <summary>Returns an error in the piece.</summary>
    public ConfigError Error(string message, ConfigLocation location)
        => new(Where, message, location) { Owner = Owner, PluginIndex = PluginIndex, ListItem = ListItem };

    private static bool IsPlugins(string key) => key.Equals("plugins", StringComparison.OrdinalIgnoreCase);
}
