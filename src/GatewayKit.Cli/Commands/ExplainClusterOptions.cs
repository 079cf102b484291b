using System.CommandLine;
using GatewayKit.Cli.Hosting;

namespace GatewayKit.Cli.Commands;

/// <summary>The options with which requests to a Kubernetes cluster, or to manifests, are explained.</summary>
internal sealed class ExplainClusterOptions
{
    private readonly Option<bool> _kubernetes = new("--kubernetes")
    {
        Description = "Read the Gateways, routes and Ingresses of a Kubernetes cluster once: in a pod that of its service account, "
            + "otherwise that of KUBECONFIG. A configuration is then optional",
    };

    private readonly Option<string[]> _manifests = new("--manifests")
    {
        Description = "A file or folder of manifests, or - for stdin, instead of a cluster; can be repeated",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _namespaces = new("--namespaces")
    {
        Description = "The namespaces to read, separated by commas; needs --kubernetes [default: all]",
        HelpName = "NAMES",
    };

    private readonly Option<string?> _gateway = new("--gateway")
    {
        Description = "The Gateway of the request, as NAMESPACE/NAME, or 'ingress'; needs --kubernetes or --manifests [default: by port "
            + "and host]",
        HelpName = "NAME",
    };

    private readonly ManifestOptions _names = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_kubernetes);
        command.Options.Add(_manifests);
        command.Options.Add(_namespaces);
        command.Options.Add(_gateway);
        _names.AddTo(command);
        command.Validators.Add(result =>
        {
            var (isCluster, isManifests) = (result.GetValue(_kubernetes), result.GetValue(_manifests) is { Length: > 0 });
            if (isCluster && isManifests)
                result.AddError("--manifests: the option can't be combined with --kubernetes.");
            if (!isCluster && result.GetResult(_namespaces) is { Implicit: false })
                result.AddError("--namespaces: the option needs --kubernetes.");
            foreach (var option in isCluster || isManifests ? [] : (IEnumerable<Option>)[_gateway, .. _names.All])
            {
                if (result.GetResult(option) is { Implicit: false })
                    result.AddError($"{option.Name}: the option needs --kubernetes or --manifests.");
            }
        });
    }

    /// <returns>The settings; null if only a configuration is explained.</returns>
    public ExplainClusterSettings? Read(ParseResult result)
    {
        var manifests = result.GetValue(_manifests) ?? [];
        if (!result.GetValue(_kubernetes) && manifests.Length == 0)
            return null;

        return new ExplainClusterSettings(manifests, result.GetValue(_gateway), options =>
        {
            _names.Configure(result, options);
            foreach (var space in ClusterCommandOptions.Split(result.GetValue(_namespaces)))
                options.Namespaces.Add(space);
        });
    }
}
