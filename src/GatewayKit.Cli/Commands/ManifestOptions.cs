using System.CommandLine;
using GatewayKit.Kubernetes;

namespace GatewayKit.Cli.Commands;

/// <summary>The options with the names that manifests use for the gateway.</summary>
internal sealed class ManifestOptions
{
    private readonly Option<string?> _controllerName = new("--controller-name")
    {
        Description = $"The controller's name in GatewayClasses [default: {KubernetesOptions.DefaultControllerName}]",
        HelpName = "NAME",
    };

    private readonly Option<string?> _ingressClass = new("--ingress-class")
    {
        Description = $"The name of the IngressClass [default: {KubernetesOptions.DefaultIngressClass}]",
        HelpName = "NAME",
    };

    public IEnumerable<Option> All => [_controllerName, _ingressClass];

    public void AddTo(Command command)
    {
        command.Options.Add(_controllerName);
        command.Options.Add(_ingressClass);
    }

    public void Configure(ParseResult result, KubernetesOptions options)
    {
        options.ControllerName = result.GetValue(_controllerName) ?? options.ControllerName;
        options.IngressClass = result.GetValue(_ingressClass) ?? options.IngressClass;
    }
}
