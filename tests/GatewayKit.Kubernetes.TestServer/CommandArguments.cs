using System.Globalization;

namespace GatewayKit.Kubernetes.TestServer;

/// <summary>The arguments of the console.</summary>
internal sealed class CommandArguments
{
    public int Port { get; private set; }

    public bool UsesHttps { get; private set; }

    public string? LoadBalancerAddress { get; private set; }

    public string Kubeconfig { get; private set; } = "kubeconfig";

    public List<string> Definitions { get; } = [];

    public List<string> Manifests { get; } = [];

    public static CommandArguments Parse(string[] args)
    {
        var result = new CommandArguments();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var name))
            switch (name)
            {
                case "--port":
                    result.Port = int.Parse(rest.Dequeue(), CultureInfo.InvariantCulture);
                    break;
                case "--https":
                    result.UsesHttps = true;
                    break;
                case "--crds":
                    result.Definitions.Add(rest.Dequeue());
                    break;
                case "--apply":
                    result.Manifests.Add(rest.Dequeue());
                    break;
                case "--kubeconfig":
                    result.Kubeconfig = rest.Dequeue();
                    break;
                case "--load-balancer":
                    result.LoadBalancerAddress = rest.Dequeue();
                    break;
                default:
                    throw new ArgumentException($"Unknown argument '{name}'.");
            }

        return result;
    }
}
