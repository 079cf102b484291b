using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GatewayKit.Benchmarks.Servers;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>This program once more, as a server.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(5);

    // The program that started this process can be the program itself, dotnet, or the host of tests.
    private static string Dotnet { get; } = Path.GetFullPath(
        OperatingSystem.IsWindows() ? "../../../dotnet.exe" : "../../../dotnet", RuntimeEnvironment.GetRuntimeDirectory());

    private readonly Process _process;
    private readonly string _role;

    private ChildProcess(string role, Process process)
    {
        _role = role;
        _process = process;
    }

    /// <summary>Starts a server.</summary>
    /// <typeparam name="TGreeting">What the server reports when it has started.</typeparam>
    /// <param name="role">The role.</param>
    /// <param name="arguments">The arguments of the role.</param>
    /// <param name="processors">The processors that the server may use; null for all.</param>
    /// <param name="runtimeConfig">The path of its <c>runtimeconfig.json</c>; null for a simple server, which has the settings of this
    /// program and continues on the threads that wait for sockets.</param>
    /// <exception cref="InvalidOperationException">The server doesn't start.</exception>
    public static async Task<(ChildProcess Server, TGreeting Greeting)> StartAsync<TGreeting>(
        string role, IReadOnlyList<string> arguments, IReadOnlyList<int>? processors, string? runtimeConfig)
    {
        var child = new ChildProcess(role, Process.Start(StartOf(role, arguments, processors, runtimeConfig))!);
        try
        {
            return (child, await child.ReadAsync<TGreeting>().ConfigureAwait(false));
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and returns the reply.</summary>
    /// <exception cref="InvalidOperationException">The server reports an error, or has ended.</exception>
    public async Task<TReply> AskAsync<TReply>(string command, object? argument = null)
    {
        try
        {
            await _process.StandardInput
                .WriteLineAsync(argument is null ? command : $"{command} {JsonSerializer.Serialize(argument, argument.GetType())}")
                .ConfigureAwait(false);
            await _process.StandardInput.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"The process '{_role}' has ended.", e);
        }

        return await ReadAsync<TReply>().ConfigureAwait(false);
    }

    /// <summary>Ends the server at once.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Waits until the server has ended by itself.</summary>
    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    /// <summary>Ends the server: by the end of its input or, if that isn't enough, at once.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The server has ended.
        }

        if (!_process.WaitForExit(s_end))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static ProcessStartInfo StartOf(
        string role, IReadOnlyList<string> arguments, IReadOnlyList<int>? processors, string? runtimeConfig)
    {
        List<string> command = [Dotnet, "exec"];
        if (runtimeConfig is not null)
            command.AddRange("--runtimeconfig", runtimeConfig);
        command.AddRange([typeof(ChildProcess).Assembly.Location, ServerRole.Argument, role, .. arguments]);
        if (processors is not null)
            command.InsertRange(
                0, ["taskset", "-c", string.Join(',', processors.Select(p => p.ToString(CultureInfo.InvariantCulture)))]);

        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (runtimeConfig is null)
            start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        return start;
    }

    private async Task<T> ReadAsync<T>()
    {
        using var patience = new CancellationTokenSource(s_patience);
        string? line;
        try
        {
            line = await _process.StandardOutput.ReadLineAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new InvalidOperationException($"The process '{_role}' doesn't reply.", e);
        }

        if (line is null)
            throw new InvalidOperationException($"The process '{_role}' has ended.");
        return line.StartsWith(ControlChannel.Ok, StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<T>(line[ControlChannel.Ok.Length..])!
            : throw new InvalidOperationException(line.StartsWith(ControlChannel.Error, StringComparison.Ordinal)
                ? line[ControlChannel.Error.Length..]
                : line);
    }
}
