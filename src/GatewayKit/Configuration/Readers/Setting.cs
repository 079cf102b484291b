using Microsoft.Extensions.Configuration;

namespace GatewayKit.Configuration.Readers;

/// <summary>A setting of an <c>IConfiguration</c> and the settings below it.</summary>
internal abstract class Setting(string key)
{
    public string Key { get; protected set; } = key;

    /// <summary>The value; null if there is none.</summary>
    public abstract string? Value { get; }

    /// <summary>The settings below, in the order of <see cref="ConfigurationKeyComparer"/>.</summary>
    public abstract IReadOnlyList<Setting> Children { get; }
}
