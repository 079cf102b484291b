using System.Text.Json;
using System.Xml.Linq;

namespace GatewayKit.Architecture;

/// <summary>Checks the files of the templates. The end-to-end tests build, test and run the projects that they create.</summary>
public sealed class TemplateTests
{
    private const string Version = "0.0.0-gatewaykit";

    private static readonly string s_host = Path.Combine(Repository.Templates, "gatewaykit-host");

    public static TheoryData<string> Names
        => [.. Directory.EnumerateDirectories(Repository.Templates).Select(folder => Path.GetFileName(folder)!)];

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
    public void The_host_has_the_packages_of_the_plugins_that_it_adds()
    {
        var folder = Path.Combine(s_host, "src", "Company-Gateway1");
        var added = File.ReadLines(Path.Combine(folder, "Program.cs"))
            .Where(line => line.StartsWith("using GatewayKit.Plugins.", StringComparison.Ordinal))
            .Select(line => line["using ".Length..].TrimEnd(';'));

        Assert.Equal(
            added.Order(),
            XDocument.Load(Path.Combine(folder, "Company-Gateway1.csproj")).Descendants("PackageReference")
                .Select(package => package.Attribute("Include")!.Value)
                .Where(name => name.StartsWith("GatewayKit.Plugins.", StringComparison.Ordinal))
                .Order());
    }

    [Fact]
    public void Whatever_the_Dockerfile_copies_is_there()
    {
        var copied = File.ReadAllLines(Path.Combine(s_host, "Dockerfile"))
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]);

        Assert.NotEmpty(copied);
        Assert.All(
            copied, path => Assert.True(Path.Exists(Path.Combine(s_host, path)), $"The Dockerfile copies '{path}', which is not there."));
    }

    [Fact]
    public void The_image_has_no_shell_runs_as_another_user_than_root_and_listens_on_the_port_that_it_names()
    {
        var lines = File.ReadAllLines(Path.Combine(s_host, "Dockerfile"));

        Assert.EndsWith("-chiseled", lines.Last(line => line.StartsWith("FROM ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("USER app", lines);
        Assert.Contains(lines, line => line.StartsWith("ENV ASPNETCORE_HTTP_PORTS=8080 ", StringComparison.Ordinal));
        Assert.Contains("EXPOSE 8080 9000", lines);
    }

    [Fact]
    public void A_template_refers_to_packages_that_are_made_here_or_to_others_as_they_are_used_here()
    {
        var packages = Repository.Projects("src", "plugins").ToDictionary(p => p.Name, _ => Version);
        foreach (var package in XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion"))
            packages.Add(package.Attribute("Include")!.Value, package.Attribute("Version")!.Value);

        var references = Directory.EnumerateFiles(Repository.Templates, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference"))
            .ToList();

        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.Equal(packages[r.Attribute("Include")!.Value], r.Attribute("Version")!.Value));
    }
}
