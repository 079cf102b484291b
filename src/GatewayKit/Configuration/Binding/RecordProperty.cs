using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace GatewayKit.Configuration.Binding;

/// <summary>A property that can be configured, with what its attributes say.</summary>
internal sealed class RecordProperty(PropertyInfo info)
{
    private readonly Lazy<string?> _allowedWords = new(() => Words(info));

    public PropertyInfo Info { get; } = info;

    public Type Type => Info.PropertyType;

    /// <summary>The property's key in the configuration.</summary>
    public string Key { get; } = RecordProperties.Key(info);

    public bool IsRequired { get; } = RecordProperties.IsRequired(info);

    public bool IsSecret { get; } = RecordProperties.IsSecret(info);

    /// <summary>Gets whether the configuration can give a list instead of the property's text.</summary>
    public bool IsCommaSeparated { get; } = RecordProperties.IsCommaSeparated(info);

    /// <summary>The attribute of a property that names clusters; null for any other.</summary>
    public ClusterIdAttribute? ClusterId { get; } = info.GetCustomAttribute<ClusterIdAttribute>(inherit: true);

    /// <summary>The validation attributes.</summary>
    public IReadOnlyList<ValidationAttribute> Rules { get; } = [.. info.GetCustomAttributes<ValidationAttribute>(inherit: true)];

    /// <summary>The description of the allowed values, if the property allows fewer than its type.</summary>
    public string? AllowedWords => _allowedWords.Value;

    private static string? Words(PropertyInfo info)
        => info.GetCustomAttribute<AllowedValuesAttribute>(inherit: true) is { } values ? ValueRules.Words(values)
            : info.GetCustomAttribute<RangeAttribute>(inherit: true) is { ErrorMessage: null } range
                ? RangeRule.Words(range, info.PropertyType)
                : null;
}
