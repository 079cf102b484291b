using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Benchmarks.Compare;
using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>Another proxy, such as nginx, or Redis: starts it, reports its usage, and ends it together with the parent.</summary>
internal static class ProgramProxy
{
    private const int Attempts = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(ProxySpec spec)
    {
        var (program, ports) = await StartAsync(spec).ConfigureAwait(false);
        using (program)
        {
            try
            {
                await ControlChannel.ServeAsync(ports, (command, _) => Task.FromResult<object>(command switch
                {
                    ServerRole.Usage => new Usage(ProcessFiles.Family(program.Id).Sum(ProcessFiles.CpuMicroseconds), 0, 0),
                    ServerRole.Memory => ProcessFiles.Family(program.Id).Sum(ProcessFiles.PrivateBytes),
                    _ => throw new InvalidOperationException($"'{command}' isn't a command."),
                })).ConfigureAwait(false);
            }
            finally
            {
                End(program);
            }
        }
    }

    private static async Task<(Process Program, ServerPorts Ports)> StartAsync(ProxySpec spec)
    {
        for (var attempt = 1; ; attempt++)
        {
            var ports = FreePorts();
            var program = Process.Start(StartOf(spec, ports))!;
            try
            {
                if (await ListensAsync(program, ports).ConfigureAwait(false))
                    return (program, ports);
                if (attempt == Attempts)
                    throw new InvalidOperationException($"'{spec.Variant.Name}' doesn't listen.");
            }
            catch
            {
                End(program);
                program.Dispose();
                throw;
            }

            End(program);
            program.Dispose();
        }
    }

    private static ProcessStartInfo StartOf(ProxySpec spec, ServerPorts ports)
    {
        var start = new ProcessStartInfo(ProgramPath.Find(spec.Variant.Program)!) { RedirectStandardOutput = true };
        foreach (var argument in spec.Variant.Program switch
        {
            Variants.Nginx => NginxConfig.Write(spec, ports),
            Variants.Redis => RedisArguments.Of(ports),
            _ => HaproxyConfig.Write(spec, ports),
        })
            start.ArgumentList.Add(argument);
        return start;
    }

    private static async Task<bool> ListensAsync(Process program, ServerPorts ports)
    {
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < s_patience && !program.HasExited;)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, ports.Http1).ConfigureAwait(false);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(s_pause).ConfigureAwait(false);
            }
        }

        return false;
    }

    private static void End(Process program)
    {
        if (!program.HasExited)
            program.Kill(entireProcessTree: true);
        program.WaitForExit(s_patience);
    }

    private static ServerPorts FreePorts()
    {
        var listeners = Enumerable.Range(0, 3).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in listeners)
                listener.Start();
            var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
            return new ServerPorts(ports[0], ports[1], ports[2]);
        }
        finally
        {
            foreach (var listener in listeners)
                listener.Dispose();
        }
    }
}
