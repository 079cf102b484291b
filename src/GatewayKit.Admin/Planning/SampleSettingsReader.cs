using System.Globalization;
using GatewayKit.Configuration.Messages;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Admin.Planning;

/// <summary>Reads the settings of the sample from the host's configuration. Names are separated by commas.</summary>
internal static class SampleSettingsReader
{
    private const string SectionName = "GatewayKitAdmin:TrafficSample";

    private static readonly string[] s_all = ["RequestsPerMinute", "Minutes", "Headers", "QueryParameters"];

    /// <exception cref="FormatException">A setting is invalid.</exception>
    public static void Read(IConfigurationSection section, TrafficSampleOptions options)
    {
        if (section.Value is not null)
        {
            throw new FormatException(
                $"{SectionName} must have settings: {string.Join(", ", s_all)}. To record nothing, set {s_all[0]} to 0.");
        }

        if (section.GetChildren().FirstOrDefault(child => !s_all.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new FormatException(
                $"{SectionName}:{DisplayText.Name(unknown.Key)} isn't a setting; there are {string.Join(", ", s_all)}.");
        }

        if (section.GetChildren().FirstOrDefault(child => child.GetChildren().Any()) is { } list)
            throw new FormatException($"{SectionName}:{DisplayText.Name(list.Key)} must be a text; names are separated by commas.");

        options.RequestsPerMinute = Number(section, "RequestsPerMinute", options.RequestsPerMinute);
        options.Minutes = Number(section, "Minutes", options.Minutes);
        Add(section["Headers"], options.Headers);
        Add(section["QueryParameters"], options.QueryParameters);
    }

    private static int Number(IConfigurationSection section, string name, int otherwise)
    {
        if (section[name] is not { } text)
            return otherwise;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{SectionName}:{name} must be a number.");
    }

    private static void Add(string? names, IList<string> target)
    {
        foreach (var name in names?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
            target.Add(name);
    }
}
