using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Tests.Configuration;

/// <summary>Reads and binds documents the way a file source does.</summary>
internal static class Documents
{
    public static ConfigNode? Node(
        string text, ConfigErrors errors, string name = "gateway.yaml", params (string Name, string Value)[] environment)
        => ConfigDocument.Read(Encoding.UTF8.GetBytes(text), name, errors,
            variable => environment.FirstOrDefault(e => e.Name == variable) is { Name: not null } found ? found.Value : null);

    public static ConfigNode Node(string text)
    {
        var errors = new ConfigErrors();
        var node = Node(text, errors);
        Assert.Empty(errors.Items);
        return node!;
    }

    public static GatewayConfig Config(string text, string name = "gateway.yaml")
    {
        var (config, errors) = Bind(text, name);
        Assert.Empty(errors.Items);
        return config!;
    }

    public static IEnumerable<string> Errors(string text, string name = "gateway.yaml")
        => Bind(text, name).Errors.Items.Select(e => e.Text);

    public static (GatewayConfig? Config, ConfigErrors Errors) Bind(string text, string name = "gateway.yaml")
    {
        var errors = new ConfigErrors();
        return (Node(text, errors, name) is { } root ? GatewayConfigBinder.Bind(root, errors) : null, errors);
    }

    public static T Options<T>(string text) where T : class
    {
        var errors = new ConfigErrors();
        var options = Bind<T>(Node(text), errors);
        Assert.Empty(errors.Items.Select(e => e.Message));
        return options!;
    }

    public static IEnumerable<string> OptionErrors<T>(string text) where T : class
    {
        var errors = new ConfigErrors();
        Assert.Null(Bind<T>(Node(text), errors));
        return errors.Items.Select(e => e.Message);
    }

    public static T? Bind<T>(ConfigNode? node, ConfigErrors errors) where T : class
        => (T?)OptionsBinder.Bind(
            typeof(T), node, new ConfigPiece("plugins[0] (test)"), "options.", new ConfigLocation("gateway.yaml", 1, 1), errors);
}
