using Microsoft.Extensions.Configuration;

namespace GatewayKit.Configuration.Readers;

/// <summary>A setting of a <see cref="SettingsTree"/>.</summary>
internal sealed class TreeSetting(string key) : Setting(key)
{
    private readonly Dictionary<string, TreeSetting> _children = new(StringComparer.OrdinalIgnoreCase);
    private string? _value;

    public override string? Value => _value;

    public override IReadOnlyList<Setting> Children => [.. _children.Values.OrderBy(child => child.Key, ConfigurationKeyComparer.Instance)];

    /// <summary>Sets the value of this setting.</summary>
    public void Set(string? value) => _value = value;

    /// <summary>Sets the value at a path below this setting; the last provider wins, also with its spelling of keys.</summary>
    public void Set(string path, string? value)
    {
        var setting = this;
        foreach (var part in path.Split(ConfigurationPath.KeyDelimiter))
        {
            if (!setting._children.TryGetValue(part, out var child))
                setting._children.Add(part, child = new TreeSetting(part));
            child.Key = part;
            setting = child;
        }

        setting._value = value;
    }
}
