using GatewayKit.Kubernetes.TestServer;

// Runs the server for kubectl. Usage: [--port N] [--https] [--crds FOLDER]... [--apply FILE]... [--kubeconfig FILE]
var arguments = CommandArguments.Parse(args);
await using var server = await TestApiServer.StartAsync(new TestApiServerOptions
{
    Port = arguments.Port,
    UsesHttps = arguments.UsesHttps,
    Definitions = arguments.Definitions,
    LoadBalancerAddress = arguments.LoadBalancerAddress,
});
foreach (var manifest in arguments.Manifests)
    server.Apply(File.ReadAllText(manifest));
server.WriteKubeconfig(arguments.Kubeconfig);
Console.WriteLine($"The API server listens at {server.Address}. Use it with:");
Console.WriteLine($"export KUBECONFIG={Path.GetFullPath(arguments.Kubeconfig)}");

var stopped = new TaskCompletionSource();
Console.CancelKeyPress += (_, pressed) => pressed.Cancel = stopped.TrySetResult();
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM, signal => signal.Cancel = stopped.TrySetResult());
await stopped.Task;
