using Microsoft.Extensions.Configuration;

namespace GatewayKit.Configuration.Readers;

/// <summary>A setting that asks its section. Each question costs a walk through all settings of all providers.</summary>
internal sealed class SectionSetting(IConfiguration section) : Setting((section as IConfigurationSection)?.Key ?? "")
{
    public override string? Value => (section as IConfigurationSection)?.Value;

    public override IReadOnlyList<Setting> Children => [.. section.GetChildren().Select(child => new SectionSetting(child))];
}
