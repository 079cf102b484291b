using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>
/// The properties of a record that can be configured: public, with a public setter, except its location. Nothing is cached: a type may come
/// from an assembly that is unloaded later.
/// </summary>
internal static class RecordProperties
{
    public static PropertyInfo[] Of(Type type)
        => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod?.IsPublic == true
                && p.GetMethod?.IsPublic == true
                && p.GetIndexParameters().Length == 0
                && p.PropertyType != typeof(ConfigLocation))
            .DistinctBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The property's key in the configuration.</summary>
    public static string Key(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute), inherit: true);

    public static bool IsSecret(PropertyInfo property) => property.IsDefined(typeof(SecretAttribute), inherit: true);

    /// <summary>The property whose value can replace the record; null if the record must be a mapping.</summary>
    public static PropertyInfo? Shorthand(Type type)
        => type.GetCustomAttribute<ShorthandAttribute>()?.Property is { } name ? Array.Find(Of(type), p => p.Name == name) : null;
}
