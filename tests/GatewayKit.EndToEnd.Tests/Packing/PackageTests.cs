using GatewayKit.Docs;
using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Packing;

public sealed class PackageTests
{
    private static readonly string[] s_withoutAssembly = ["GatewayKit.PluginSdk", "GatewayKit.Templates"];

    public static TheoryData<string> All => [.. PackageFolder.Ids()];

    public static TheoryData<string> WithAssembly => [.. PackageFolder.Ids().Except(s_withoutAssembly)];

    [PackagesFact]
    public void Every_plugin_has_a_package()
        => Assert.Equal(Directory.GetDirectories(Path.Combine(Repository.Root, "plugins"), "GatewayKit.Plugins.*")
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal), PackageFolder.Ids("GatewayKit.Plugins."));

    [PackagesTheory, MemberData(nameof(All))]
    public void A_package_has_its_license_description_README_and_icon(string id)
    {
        using var package = new PackageFile(id);

        Assert.Equal("Apache-2.0", package["license"]);
        Assert.True(package["description"]?.Length >= 20, "The description says nothing.");
        Assert.Equal("README.md", package["readme"]);
        Assert.Equal("icon.png", package["icon"]);
        Assert.Superset(new HashSet<string> { "README.md", "icon.png" }, new HashSet<string>(package.Files));
    }

    [PackagesTheory, MemberData(nameof(WithAssembly))]
    public void A_package_has_one_assembly_of_its_name_with_documentation_and_symbols(string id)
    {
        using var package = new PackageFile(id);
        var assembly = Assert.Single(package.Files, file => Path.GetFileName(file) == $"{id}.dll");

        Assert.Contains(Path.ChangeExtension(assembly, ".xml"), package.Files);
        Assert.Contains(package.Symbols, file => Path.GetFileName(file) == $"{id}.pdb");
    }

    [PackagesTheory]
    [InlineData("GatewayKit.OpenApi", "GatewayKit.JsonSchema")]
    [InlineData("GatewayKit.OpenApi.Mocking", "GatewayKit.OpenApi")]
    [InlineData("GatewayKit.OpenApi.Http", "GatewayKit.Bodies")]
    [InlineData("GatewayKit", "GatewayKit.Abstractions")]
    [InlineData("GatewayKit.Loading", "GatewayKit")]
    public void A_package_that_uses_internal_members_of_another_requires_exactly_its_own_version(string id, string other)
    {
        using var package = new PackageFile(id);

        Assert.Contains((other, $"[{PackageFolder.Version}]"), package.Dependencies);
    }

    [PackagesFact]
    public void A_package_that_uses_public_members_works_with_later_versions()
    {
        using var package = new PackageFile("GatewayKit.OpenApi.Http");

        Assert.Contains(("GatewayKit.OpenApi", PackageFolder.Version), package.Dependencies);
    }

    [PackagesFact]
    public void The_SDK_of_plugins_brings_its_settings_and_its_analyzers()
    {
        using var package = new PackageFile("GatewayKit.PluginSdk");

        Assert.Contains("build/GatewayKit.PluginSdk.props", package.Files);
        Assert.Contains("build/GatewayKit.PluginSdk.targets", package.Files);
        Assert.Contains("analyzers/dotnet/cs/GatewayKit.Analyzers.dll", package.Files);
        Assert.Contains("analyzers/dotnet/cs/GatewayKit.Analyzers.CodeFixes.dll", package.Files);
    }

    [PackagesFact]
    public void The_loader_brings_its_settings_to_hosts()
    {
        using var package = new PackageFile("GatewayKit.Loading");

        Assert.Contains("buildTransitive/GatewayKit.Loading.targets", package.Files);
    }

    [PackagesTheory]
    [InlineData("gatewaykit-host")]
    [InlineData("gatewaykit-plugin")]
    public void A_template_has_its_files_and_uses_packages_of_its_own_version(string template)
    {
        using var package = new PackageFile("GatewayKit.Templates");

        Assert.Contains("Template", package.Types);
        Assert.Contains($"\"{PackageFolder.Version}\"",
            package.Read($"content/{template}/.template.config/template.json"), StringComparison.Ordinal);
        Assert.Contains($"content/{template}/.gitignore", package.Files);
        Assert.Contains(package.Files, file => file.StartsWith($"content/{template}/", StringComparison.Ordinal)
            && file.EndsWith(".csproj", StringComparison.Ordinal));
    }
}
