using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Planning;
using GatewayKit.Configuration.Messages;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Admin.Access;

/// <summary>Reads the host's configuration: the keys, <c>GatewayKitAdmin:Keys:NAME:Role</c>, <c>GatewayKitAdmin:Keys:NAME:Key</c> and
/// <c>GatewayKitAdmin:Keys:NAME:Label</c>, and the sample, <c>GatewayKitAdmin:TrafficSample</c>.</summary>
internal static class AdminSettings
{
    private const string SectionName = "GatewayKitAdmin";
    private const string SampleName = "TrafficSample";

    private static readonly string[] s_settings = ["Role", "Key", "Label"];

    /// <exception cref="FormatException">A setting is invalid. The message doesn't contain a key.</exception>
    public static void Read(IConfiguration configuration, AdminApiOptions options)
    {
        var section = configuration.GetSection(SectionName);
        if (section.GetChildren().FirstOrDefault(child => !Is(child, "Keys") && !Is(child, SampleName)) is { } unknown)
        {
            throw new FormatException(
                $"{SectionName}:{DisplayText.Name(unknown.Key)} isn't a setting; there are {SectionName}:Keys and "
                    + $"{SectionName}:{SampleName}.");
        }

        foreach (var key in section.GetSection("Keys").GetChildren())
            Add(key, options);
        SampleSettingsReader.Read(section.GetSection(SampleName), options.TrafficSample);
    }

    private static void Add(IConfigurationSection key, AdminApiOptions options)
    {
        if (key.Value is not null || key.GetChildren().Any(child => !s_settings.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            throw new FormatException(
                $"{SectionName}:Keys:{DisplayText.Name(key.Key)} must have the settings Role and Key, may have Label, and no other.");
        }

        if (key.GetChildren().FirstOrDefault(child => child.Value is null) is { } composite)
        {
            throw new FormatException(
                $"{SectionName}:Keys:{DisplayText.Name(key.Key)}:{DisplayText.Name(composite.Key)} must be a text, "
                + "not a list or an object.");
        }

        if (!Enum.TryParse<AdminRole>(key["Role"], ignoreCase: true, out var role) || !Enum.IsDefined(role)
            || int.TryParse(key["Role"], out _))
            throw new FormatException($"{SectionName}:Keys:{DisplayText.Name(key.Key)}:Role must be viewer, operator or admin.");

        var scope = key["Label"] is { } label ? EntryLabels.Parse([label]) : null;
        if (key["Label"] is not null && scope is null)
        {
            throw new FormatException(
                $"{SectionName}:Keys:{DisplayText.Name(key.Key)}:Label must be a name and a value, such as team=orders.");
        }

        try
        {
            options.AddKey(key.Key, role, key["Key"] ?? "", scope);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"{SectionName}:Keys: {error.Message}", error);
        }
    }

    private static bool Is(IConfigurationSection child, string name) => child.Key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
