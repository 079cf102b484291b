using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Cli.Declarative;

/// <summary>
/// Reads files as the entries of a store. Variables are replaced from the environment of the command, because those of a store aren't.
/// </summary>
internal static class FileEntries
{
    private const string ExtensionPrefix = "x-";

    private static readonly string[] s_mappings = ["routes", "clusters", "groups", "consumers", "problems"];
    private static readonly string[] s_settings = ["paths", "trustedProxies", "shutdown", "tls", "portal"];

    /// <summary>Reads files; - is stdin.</summary>
    /// <exception cref="GatewayConfigException">A file has errors.</exception>
    /// <exception cref="ToolException">A file can't be read.</exception>
    public static IReadOnlyList<FileEntry> Read(IEnumerable<string> files)
    {
        var errors = new ConfigErrors();
        var entries = new Dictionary<string, FileEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            var name = file == "-" ? "stdin" : file;
            var root = ConfigDocument.Read(Bytes(file), name, errors);
            if (root is ConfigMapping mapping)
                Read(mapping, entries, errors);
            else if (root is not null)
                errors.Add("", "the document must be a mapping; write {} for an empty configuration.", root.Location);
        }

        return errors.Count == 0 ? [.. entries.Values] : throw new GatewayConfigException([.. errors.Items]);
    }

    private static byte[] Bytes(string file)
    {
        try
        {
            if (file != "-")
                return File.ReadAllBytes(file);

            using var input = Console.OpenStandardInput();
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{file}' can't be read: {error.Message}", error);
        }
    }

    private static void Read(ConfigMapping root, Dictionary<string, FileEntry> entries, ConfigErrors errors)
    {
        foreach (var (key, node) in root.Entries)
        {
            if (key == "$schema" || key.StartsWith(ExtensionPrefix, StringComparison.OrdinalIgnoreCase) || node is ConfigNull)
                continue;

            if (Find(s_mappings, key) is { } kind)
                ReadMapping(kind, node, entries, errors);
            else if (Find(s_settings, key) is { } setting)
                Add($"settings/{setting}", node, entries, errors);
            else if (key.Equals(FileEntry.Plugins, StringComparison.OrdinalIgnoreCase))
                ReadPlugins(node, entries, errors);
            else
                errors.Add("", $"{key} is unknown. Allowed: plugins, {string.Join(", ", s_mappings.Concat(s_settings))}.", node.Location);
        }
    }

    private static void ReadMapping(string kind, ConfigNode node, Dictionary<string, FileEntry> entries, ConfigErrors errors)
    {
        if (node is not ConfigMapping mapping)
        {
            errors.Add(kind, "must be a mapping by id.", node.Location);
            return;
        }

        foreach (var (id, entry) in mapping.Entries)
            Add($"{kind}/{id}", entry, entries, errors);
    }

    private static void ReadPlugins(ConfigNode node, Dictionary<string, FileEntry> entries, ConfigErrors errors)
    {
        if (node is not ConfigSequence plugins)
        {
            errors.Add(FileEntry.Plugins, "must be a list.", node.Location);
            return;
        }

        foreach (var plugin in plugins.Items)
        {
            if (TextOf(plugin, "name") is not { Length: > 0 } name)
                errors.Add(FileEntry.Plugins, "an entry must have a name.", plugin.Location);
            else
                Add($"{FileEntry.Plugins}/{name}{(TextOf(plugin, "id") is { } id ? $":{id}" : "")}", plugin, entries, errors);
        }
    }

    private static void Add(string key, ConfigNode node, Dictionary<string, FileEntry> entries, ConfigErrors errors)
    {
        var entry = new FileEntry(key, NodeJson.Of(node), node.Location, FileVariables.Of(node));
        if (!entries.TryAdd(key, entry))
            errors.Add(key, $"both '{entries[key].Location}' and '{node.Location}' define it; an id can be defined once.", node.Location);
    }

    private static string? TextOf(ConfigNode node, string key)
        => node is ConfigMapping mapping && mapping.Find(key) is ConfigScalar scalar ? scalar.Text : null;

    private static string? Find(string[] names, string name) => Array.Find(names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
}
