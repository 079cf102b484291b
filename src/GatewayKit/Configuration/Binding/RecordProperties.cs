using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>
/// The properties of a record that can be configured: public, with a public setter, except its location and those for code. A cache must
/// not keep a type from being unloaded with its assembly.
/// </summary>
internal static class RecordProperties
{
    private static readonly ConditionalWeakTable<Type, RecordProperty[]> s_known = [];

    /// <summary>The properties with what their attributes say, read once for each type: a configuration can have 100,000 records.</summary>
    public static IReadOnlyList<RecordProperty> WithRules(Type type)
        => s_known.GetValue(type, static type => [.. Of(type).Select(property => new RecordProperty(property))]);

    public static PropertyInfo[] Of(Type type)
        => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod?.IsPublic == true
                && p.GetMethod?.IsPublic == true
                && p.GetIndexParameters().Length == 0
                && p.PropertyType != typeof(ConfigLocation)
                && !p.IsDefined(typeof(CodeOnlyAttribute), inherit: false))
            .DistinctBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The property's key in the configuration.</summary>
    public static string Key(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute), inherit: true);

    public static bool IsSecret(PropertyInfo property) => property.IsDefined(typeof(SecretAttribute), inherit: true);

    /// <summary>Gets whether the configuration can give a list instead of the property's text.</summary>
    public static bool IsCommaSeparated(PropertyInfo property)
        => property.PropertyType == typeof(string) && property.IsDefined(typeof(CommaSeparatedAttribute), inherit: true);

    /// <summary>The property whose value can replace the record; null if the record must be a mapping.</summary>
    public static PropertyInfo? Shorthand(Type type)
        => type.GetCustomAttribute<ShorthandAttribute>()?.Property is { } name ? Array.Find(Of(type), p => p.Name == name) : null;
}
