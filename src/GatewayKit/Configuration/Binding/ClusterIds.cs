using System.Collections;
using System.Globalization;

namespace GatewayKit.Configuration.Binding;

/// <summary>Finds the options that name clusters (<see cref="ClusterIdAttribute"/>).</summary>
internal static class ClusterIds
{
    /// <summary>Returns whether options of a type can name clusters. Nothing about the type is cached here.</summary>
    public static bool AreIn(Type type) => AreIn(type, []);

    /// <summary>Returns the names of clusters in bound options.</summary>
    public static IEnumerable<ClusterId> Of(object options) => Of(options, "");

    private static bool AreIn(Type type, HashSet<Type> seen)
    {
        var shape = Shape.Of(type);
        return shape.Element is { } element
            ? AreIn(element, seen)
            : shape.Kind == ShapeKind.Record && seen.Add(shape.Type)
                && RecordProperties.Of(shape.Type)
                    .Any(property => property.IsDefined(typeof(ClusterIdAttribute), inherit: true) || AreIn(property.PropertyType, seen));
    }

    private static IEnumerable<ClusterId> Of(object record, string prefix)
    {
        foreach (var property in RecordProperties.WithRules(record.GetType()))
        {
            if (property.Info.GetValue(record) is not { } value)
                continue;

            var option = prefix + property.Key;
            var found = property.ClusterId is { } attribute
                ? Named(value, option, attribute.AreInterchangeable)
                : Records(value, option).SelectMany(nested => Of(nested.Record, nested.Prefix));
            foreach (var id in found)
                yield return id;
        }
    }

    private static IEnumerable<ClusterId> Named(object value, string option, bool areInterchangeable) => value switch
    {
        string text => [new ClusterId(option, text, false, areInterchangeable)],
        IDictionary mapping => mapping.Keys.Cast<string>().Select(key => new ClusterId(option, key, true, areInterchangeable)),
        IEnumerable<string> list => list.Select((text, i) => new ClusterId(Item(option, i), text, false, areInterchangeable)),
        _ => [],
    };

    /// <summary>The records in an option, each with the start of the paths of its own options.</summary>
    private static IEnumerable<(object Record, string Prefix)> Records(object value, string option)
    {
        var shape = Shape.Of(value.GetType());
        if (shape.Kind == ShapeKind.Record)
            return [(value, option + ".")];
        if (shape.Element is not { } element || Shape.Of(element).Kind != ShapeKind.Record)
            return [];

        return value is IDictionary mapping
            ? mapping.Keys.Cast<string>().Where(key => mapping[key] is not null).Select(key => (mapping[key]!, $"{option}.{key}."))
            : ((IEnumerable)value).Cast<object>().Select((item, i) => (item, Item(option, i) + "."));
    }

    private static string Item(string option, int index) => string.Create(CultureInfo.InvariantCulture, $"{option}[{index}]");
}
