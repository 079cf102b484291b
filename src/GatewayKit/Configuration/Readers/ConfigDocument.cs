using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Yaml;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Configuration.Readers;

/// <summary>Converts the content of a source to nodes. Doesn't throw, whatever the content is.</summary>
public static class ConfigDocument
{
    /// <summary>
    /// Reads a YAML or JSON document, or a fragment such as the options of a plugin. Variables (<c>${env:NAME}</c>) are replaced.
    /// </summary>
    /// <param name="utf8">The document in UTF-8, up to 3,000,000 nodes and 64 levels.</param>
    /// <param name="name">
    /// The name used in locations, such as <c>database: routes/42</c>.
    /// The document is JSON if it ends in <c>.json</c>, otherwise YAML, which includes JSON.
    /// </param>
    /// <param name="errors">Collects the errors.</param>
    /// <returns>The root, or null after an error that left nothing to bind.</returns>
    public static ConfigNode? Read(ReadOnlyMemory<byte> utf8, string name, ConfigErrors errors)
        => Read(utf8, name, errors, Environment.GetEnvironmentVariable);

    /// <param name="utf8">The document.</param>
    /// <param name="name">The document's name.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <param name="environment">Returns a variable's value.</param>
    /// <param name="entries">The entries of the version before, which don't have to be read again; gets those of this version.
    /// Null to read everything.</param>
    internal static ConfigNode? Read(
        ReadOnlyMemory<byte> utf8, string name, ConfigErrors errors, Func<string, string?> environment, ReadEntries? entries = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(errors);
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];

        if (InvalidText(utf8.Span, name) is { } location)
        {
            errors.Add("", "The document isn't UTF-8 text from here on.", location);
            return null;
        }

        var reading = new NodeReading(name, errors, environment);
        return Guarded(name, errors, () => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? ReadJson(reading, utf8, entries)
            : ReadYaml(reading, Encoding.UTF8.GetString(utf8.Span), entries));
    }

    private static ConfigNode ReadYaml(NodeReading reading, string text, ReadEntries? entries)
    {
        if (entries is null)
            return new YamlReader(reading, text).Read();

        entries.Yaml?.Restart();
        var yaml = new YamlEntries(text, entries.Yaml);
        var root = new YamlReader(reading, text, yaml).Read();

        // After an error such as a duplicate key, entries and nodes may not belong together.
        entries.Yaml = reading.HasErrors ? null : yaml.Entries;
        return root;
    }

    private static ConfigNode ReadJson(NodeReading reading, ReadOnlyMemory<byte> utf8, ReadEntries? entries)
    {
        if (entries is null)
            return new JsonReader(reading, utf8).Read();

        entries.Json?.Restart();
        var json = new JsonReader(reading, utf8, entries.Json, new DocumentEntries<byte>(utf8));
        var root = json.Read();
        entries.Json = reading.HasErrors ? null : json.Entries;
        return root;
    }

    /// <summary>Reads a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="name">The section's name, used in locations.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <param name="environment">Returns a variable's value; null to read the environment of the process.</param>
    /// <param name="root">The configuration that may contain the section, to read it in one pass; null if it isn't known.</param>
    /// <returns>The root, or null after an error that left nothing to bind.</returns>
    internal static ConfigNode? Read(
        IConfiguration section,
        string name, ConfigErrors errors, Func<string, string?>? environment = null, IConfigurationRoot? root = null)
        => Guarded(name, errors,
            () => new SettingsReader(new NodeReading(name, errors, environment ?? Environment.GetEnvironmentVariable)).Read(
                SettingOf(section, root)));

    private static Setting SettingOf(IConfiguration section, IConfigurationRoot? root)
    {
        // A section doesn't show its root, but has the root's token.
        root = section as IConfigurationRoot ?? (ReferenceEquals(root?.GetReloadToken(), section.GetReloadToken()) ? root : null);
        return root is not null && SettingsTree.TryRead(root, (section as IConfigurationSection)?.Path ?? "") is { } setting
            ? setting
            : new SectionSetting(section);
    }

    /// <summary>Returns the location of the first byte that isn't UTF-8; null if there is none.</summary>
    private static ConfigLocation? InvalidText(ReadOnlySpan<byte> utf8, string name)
    {
        if (Utf8.IsValid(utf8))
            return null;

        var valid = 0;
        while (Rune.DecodeFromUtf8(utf8[valid..], out _, out var length) == OperationStatus.Done)
            valid += length;

        var line = utf8[..valid];
        var start = line.LastIndexOf((byte)'\n') + 1;
        return new ConfigLocation(name, line.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(line[start..]) + 1);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A defect of the parser is reported as an error of the document, and the last valid document stays active.")]
    private static ConfigNode? Guarded(string name, ConfigErrors errors, Func<ConfigNode> read)
    {
        try
        {
            return read();
        }
        catch (ConfigSyntaxException error)
        {
            errors.Add(error.Where, error.Message, error.Location);
        }
        catch (YamlSyntaxException error)
        {
            errors.Add("", $"The document isn't valid YAML: {error.Message}", new ConfigLocation(name, error.Line, error.Column));
        }
        catch (Exception error)
        {
            errors.Add("", $"The document can't be read ({error.GetType().Name}).", new ConfigLocation(name, 0, 0));
        }

        return null;
    }
}
