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
internal static class ObjectNodes
{
    public static ConfigNode Of(object? value) => value switch
    {
        null => new ConfigNull(default),
        ConfigNode node => node,
        string text => new ConfigScalar(default, text, ScalarStyle.Text),
        bool flag => new ConfigScalar(default, flag ? "true" : "false"),
        TimeSpan duration => new ConfigScalar(default, Duration.Format(duration)),
        Enum member => new ConfigScalar(default, EnumNames.Key(member.ToString())),
        Uri uri => new ConfigScalar(default, uri.OriginalString, ScalarStyle.Text),
        IFormattable scalar when ScalarType.Of(value.GetType()) is not null => new ConfigScalar(default, scalar.ToString(null, CultureInfo.InvariantCulture)),
        IDictionary dictionary => Mapping(dictionary.Keys.Cast<object>().Select(key => (key.ToString() ?? "", dictionary[key]))),
        IEnumerable items => new ConfigSequence(default, [.. items.Cast<object?>().Select(Of)]),
        _ when IsAnonymous(value.GetType()) => Mapping(value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => (p.Name, p.GetValue(value)))),
        _ => new ConfigValue(value, default),
    };

    private static ConfigMapping Mapping(IEnumerable<(string Key, object? Value)> entries)
    {
        var mapping = new ConfigMapping(default);
        foreach (var (key, value) in entries)
        {
            if (!mapping.TryAdd(key, Of(value), default))
                throw new ArgumentException($"The key '{key}' occurs twice. Keys are case-insensitive.");
        }

        return mapping;
    }

    private static bool IsAnonymous(Type type)
        => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && type.Name.Contains("AnonymousType", StringComparison.Ordinal);
}
