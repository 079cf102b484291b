using System.Collections;
using System.Globalization;
using System.Reflection;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Planning;

/// <summary>
/// Compares bound options by content, including secrets. The records can be of two copies of an assembly, so that their types differ and
/// only names can be compared.
/// </summary>
internal static class OptionsContent
{
    private const int MaxDepth = 32;

    public static bool AreSame(object? a, object? b, int depth = 0) => (a, b) switch
    {
        _ when ReferenceEquals(a, b) => true,
        (null, _) or (_, null) => false,
        (ConfigLocation, ConfigLocation) => true,
        _ when depth > MaxDepth => false,
        (string x, string y) => x == y,
        (Enum x, Enum y) => x.ToString() == y.ToString(),
        (IDictionary x, IDictionary y) => AreSame(x, y, depth),
        (IEnumerable x, IEnumerable y) and (not string, not string) => AreSame(x, y, depth),
        (IFormattable x, IFormattable y) => TextOf(x) == TextOf(y),
        _ when a.GetType() == b.GetType() && IsSimple(a.GetType()) => a.Equals(b),
        _ => HaveSameProperties(a, b, depth),
    };

    private static string TextOf(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static bool IsSimple(Type type) => type.IsPrimitive || PropertiesOf(type).Length == 0;

    private static bool AreSame(IDictionary a, IDictionary b, int depth)
        => a.Count == b.Count && a.Keys.Cast<object>().All(key => b.Contains(key) && AreSame(a[key], b[key], depth + 1));

    private static bool AreSame(IEnumerable a, IEnumerable b, int depth)
    {
        object?[] x = [.. a.Cast<object?>()];
        object?[] y = [.. b.Cast<object?>()];
        if (x.Length != y.Length)
            return false;

        // The order of a set has no meaning.
        return a is IList
            ? x.Zip(y).All(pair => AreSame(pair.First, pair.Second, depth + 1))
            : x.All(one => y.Any(other => AreSame(one, other, depth + 1)));
    }

    private static bool HaveSameProperties(object a, object b, int depth)
    {
        var (ofA, ofB) = (PropertiesOf(a.GetType()), PropertiesOf(b.GetType()).ToDictionary(property => property.Name));
        return a.GetType().Name == b.GetType().Name && ofA.Length == ofB.Count && Array.TrueForAll(
            ofA, property => ofB.TryGetValue(property.Name, out var other)
                && AreSame(property.GetValue(a), other.GetValue(b), depth + 1));
    }

    private static PropertyInfo[] PropertiesOf(Type type)
        => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.SetMethod is not null && property.GetIndexParameters().Length == 0)];
}
