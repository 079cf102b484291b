using System.Text.Json;
using System.Xml.Linq;

namespace GatewayKit.Architecture;

/// <summary>What can be said of the templates as they lie here. That what they make builds, passes its tests and runs is checked with the packages.</summary>
public sealed class TemplateTests
{
    private const string Version = "0.0.0-gatewaykit";

    public static TheoryData<string> Names => [.. Directory.EnumerateDirectories(Repository.Templates).Select(folder => Path.GetFileName(folder)!)];

    [Theory, MemberData(nameof(Names))]
    public void A_template_is_called_like_its_folder_and_uses_packages_of_its_own_version(string name)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Templates, name, ".template.config", "template.json"));
        using var template = JsonDocument.Parse(text);

        Assert.Equal(name, template.RootElement.GetProperty("shortName").GetString());
        var version = template.RootElement.GetProperty("symbols").GetProperty("gatewayKitVersion");
        Assert.Equal("$PackageVersion$", version.GetProperty("defaultValue").GetString());
        Assert.Equal(Version, version.GetProperty("replaces").GetString());
        Assert.DoesNotContain('\\', text);
        Assert.DoesNotContain(';', text);
    }

    [Fact]
    public void A_template_refers_to_packages_that_are_made_here_or_to_others_as_they_are_used_here()
    {
        var packages = Repository.Projects("src", "plugins").ToDictionary(p => p.Name, _ => Version);
        foreach (var package in XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion"))
            packages.Add(package.Attribute("Include")!.Value, package.Attribute("Version")!.Value);

        var references = Directory.EnumerateFiles(Repository.Templates, "*.csproj", SearchOption.AllDirectories).SelectMany(file => XDocument.Load(file).Descendants("PackageReference")).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.Equal(packages[r.Attribute("Include")!.Value], r.Attribute("Version")!.Value));
    }
}
