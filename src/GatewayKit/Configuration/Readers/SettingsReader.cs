using System.Globalization;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>
/// Reads a section of an <c>IConfiguration</c>, which has only text and paths of keys: keys that are numbers
/// become a list (which can be bound as a mapping), empty text may be an empty list, and a missing value is null.
/// </summary>
internal sealed class SettingsReader(NodeReading reading)
{
    private readonly ConfigLocation _location = new(reading.Source, 0, 0);

    /// <exception cref="ConfigSyntaxException">The section is too large.</exception>
    public ConfigNode Read(Setting setting)
    {
        reading.Count(_location);
        var children = setting.Children;
        if (children.Count == 0)
            return setting.Value is { } text ? reading.Scalar(_location, text, ScalarStyle.Setting) : new ConfigNull(_location);

        return children.All(c => int.TryParse(c.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? ReadList(children)
            : ReadMapping(children);
    }

    // The numbers may have gaps where one provider overrides another; only their order matters.
    private ConfigSequence ReadList(IReadOnlyList<Setting> children)
    {
        var items = new List<ConfigNode>(children.Count);
        foreach (var child in children)
        {
            reading.Path.Enter(items.Count);
            items.Add(Read(child));
            reading.Path.Leave();
        }

        return new ConfigSequence(_location, items, [.. children.Select(c => c.Key)]);
    }

    private ConfigMapping ReadMapping(IReadOnlyList<Setting> children)
    {
        var mapping = new ConfigMapping(_location);
        foreach (var child in children)
        {
            reading.Path.Enter(child.Key);
            reading.Add(mapping, child.Key, Read(child), _location);
            reading.Path.Leave();
        }

        return mapping;
    }
}
