using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace GatewayKit.Benchmarks.Compare;

public sealed class RuntimeSettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_settings_are_those_that_the_packages_add_to_a_host()
        => Assert.Equal(
            new[] { "GatewayKit", "GatewayKit.Loading" }
                .SelectMany(package => XDocument.Load(Path.Combine(Root(), "src", package, "build", $"{package}.targets"))
                    .Descendants("RuntimeHostConfigurationOption"))
                .Select(option => ($"{option.Attribute("Include")!.Value}", $"{option.Attribute("Value")!.Value}")),
            RuntimeSettings.OfGatewayKit.Select(setting => (setting.Key, $"{setting.Value}")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_GatewayKit_has_them(bool isGatewayKit)
    {
        RuntimeSettings.Write(_file, isGatewayKit);

        var properties = JsonNode.Parse(File.ReadAllText(_file))!["runtimeOptions"]!["configProperties"]!.AsObject();
        Assert.All(RuntimeSettings.OfGatewayKit.Keys, name => Assert.Equal(isGatewayKit, properties.ContainsKey(name)));
        Assert.True((bool)properties["System.GC.Server"]!);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "GatewayKit.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
