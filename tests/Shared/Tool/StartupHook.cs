using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using GatewayKit.Tests.Shared;

/// <summary>
/// Runs the entry point of a program once for each command that arrives on stdin. .NET calls it before the program starts, in a process
/// of <see cref="ResidentProcess"/>; its name and its missing namespace are what <c>DOTNET_STARTUP_HOOKS</c> expects. Nothing but the
/// framework can be used here.
/// </summary>
internal static class StartupHook
{
    private static volatile bool s_isRunning;

    public static void Initialize()
    {
        Environment.SetEnvironmentVariable(ResidentProcess.HookVariable, null);
        var program = Assembly.GetEntryAssembly()!.EntryPoint!;

        // A signal that arrives when its command has just ended must not end the process with the next command.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        using var commands = new BlockingCollection<string>();
        var input = TakeInput();
        new Thread(() => Read(input, commands)) { IsBackground = true }.Start();
        foreach (var command in commands.GetConsumingEnumerable())
        {
            s_isRunning = true;
            Run(program, JsonSerializer.Deserialize<ResidentRequest>(command)!);
            s_isRunning = false;
        }

        Environment.Exit(0);
    }

    /// <summary>Takes stdin away from the program, whose own is empty.</summary>
    private static StreamReader TakeInput()
    {
        var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        if (!OperatingSystem.IsWindows())
        {
            using var nothing = File.OpenHandle("/dev/null");
            _ = ReplaceDescriptor((int)nothing.DangerousGetHandle(), 0);
        }

        return input;
    }

    /// <summary>Reads commands until stdin ends with the process of the tests, and this process with it.</summary>
    private static void Read(StreamReader input, BlockingCollection<string> commands)
    {
        while (input.ReadLine() is { } line)
            commands.Add(line);
        if (s_isRunning)
            Process.GetCurrentProcess().Kill();
        commands.CompleteAdding();
    }

    private static void Run(MethodInfo program, ResidentRequest request)
    {
        var (output, errors) = (Console.Out, Console.Error);
        var before = request.Environment.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        Set(request.Environment!);
        Directory.SetCurrentDirectory(request.Directory);

        var exitCode = (int)program.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [request.Arguments], null)!;

        Set(before);
        Console.SetOut(output);
        Console.SetError(errors);
        var end = Encoding.UTF8.GetBytes(ResidentProcess.End + exitCode + "\n");
        using var standardOutput = Console.OpenStandardOutput();
        standardOutput.Write(end);
        using var standardError = Console.OpenStandardError();
        standardError.Write(end);
    }

    private static void Set(Dictionary<string, string?> environment)
    {
        foreach (var (name, value) in environment)
            Environment.SetEnvironmentVariable(name, value);
    }

    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReplaceDescriptor(int from, int to);
}
