using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Configuration.Nodes;

/// <summary>
/// Creates nodes from objects in code: anonymous objects and dictionaries become mappings, as in a file; records and other
/// values stay unchanged. Text is taken literally, because code can read the environment itself.
/// </summary>
/// <param name="location">The location of the nodes.</param>
internal sealed class ObjectNodes(ConfigLocation location)
{
    public ConfigNode Of(object? value) => value switch
    {
        null => new ConfigNull(location),
        ConfigNode node => node,
        string text => new ConfigScalar(location, text, ScalarStyle.Text),
        bool flag => new ConfigScalar(location, flag ? "true" : "false"),
        TimeSpan duration => new ConfigScalar(location, Duration.Format(duration)),
        DateTimeOffset time => new ConfigScalar(location, TimeText.Format(time)),
        Enum member => new ConfigScalar(location, EnumNames.Key(member.ToString())),
        Uri uri => new ConfigScalar(location, uri.OriginalString, ScalarStyle.Text),
        IFormattable scalar when ScalarType.Of(value.GetType()) is not null
            => new ConfigScalar(location, scalar.ToString(null, CultureInfo.InvariantCulture)),
        IDictionary dictionary => Mapping(dictionary.Keys.Cast<object>().Select(key => (key.ToString() ?? "", dictionary[key]))),
        IEnumerable items => new ConfigSequence(location, [.. items.Cast<object?>().Select(Of)]),
        _ when IsAnonymous(value.GetType())
            => Mapping(value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => (p.Name, p.GetValue(value)))),
        _ => new ConfigValue(value, location),
    };

    private ConfigMapping Mapping(IEnumerable<(string Key, object? Value)> entries)
        => new(entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value))), location);

    private static bool IsAnonymous(Type type)
        => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && type.Name.Contains("AnonymousType", StringComparison.Ordinal);
}
