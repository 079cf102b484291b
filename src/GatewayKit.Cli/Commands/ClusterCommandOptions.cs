using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Kubernetes;

namespace GatewayKit.Cli.Commands;

/// <summary>The options with which a Kubernetes cluster configures the gateway.</summary>
internal sealed class ClusterCommandOptions
{
    private readonly Option<bool> _kubernetes = new("--kubernetes")
    {
        Description = "Serve the Gateways, routes and Ingresses of a Kubernetes cluster: in a pod that of its service account, otherwise "
            + "that of KUBECONFIG. A configuration is then optional, and --urls has no default",
    };

    private readonly Option<string[]> _namespaces = new("--namespaces")
    {
        Description = "The namespaces to read, separated by commas; needs --kubernetes [default: all]",
        HelpName = "NAMES",
    };

    private readonly Option<string?> _controllerName = new("--controller-name")
    {
        Description = $"The controller's name in GatewayClasses; needs --kubernetes [default: {KubernetesOptions.DefaultControllerName}]",
        HelpName = "NAME",
    };

    private readonly Option<string?> _ingressClass = new("--ingress-class")
    {
        Description = $"The name of the IngressClass; needs --kubernetes [default: {KubernetesOptions.DefaultIngressClass}]",
        HelpName = "NAME",
    };

    private readonly Option<string?> _keptCopy = new("--kept-copy")
    {
        Description = "The folder for a copy of the cluster with its Secrets, to start while the API server is unavailable; needs "
            + "--kubernetes [default: no copy]",
        HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_kubernetes);
        command.Options.Add(_namespaces);
        command.Options.Add(_controllerName);
        command.Options.Add(_ingressClass);
        command.Options.Add(_keptCopy);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_kubernetes))
                return;
            foreach (var option in (ReadOnlySpan<Option>)[_namespaces, _controllerName, _ingressClass, _keptCopy])
            {
                if (result.GetResult(option) is { Implicit: false })
                    result.AddError($"{option.Name}: the option needs --kubernetes.");
            }
        });
    }

    public ClusterSettings? Read(ParseResult result) => !result.GetValue(_kubernetes) ? null : new ClusterSettings
    {
        Namespaces = [.. Split(result.GetValue(_namespaces))],
        ControllerName = result.GetValue(_controllerName),
        IngressClass = result.GetValue(_ingressClass),
        KeptCopyFolder = result.GetValue(_keptCopy),
    };

    /// <summary>Returns the names of an option that can be repeated, separated by commas.</summary>
    public static IEnumerable<string> Split(string[]? names) => (names ?? [])
        .SelectMany(some => some.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
