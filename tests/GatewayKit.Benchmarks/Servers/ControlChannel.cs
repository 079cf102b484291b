using System.Text.Json;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>
/// The parent's connection to a server: the standard input and output, with a line for each command and each reply. The input ends with
/// the parent, however that ends, and the server with it.
/// </summary>
internal static class ControlChannel
{
    public const string Ok = "ok ";
    public const string Error = "error ";

    /// <summary>Runs commands until the input ends.</summary>
    /// <param name="greeting">The first line of the output.</param>
    /// <param name="runAsync">Runs a command with its argument, and returns the reply.</param>
    public static Task ServeAsync(object greeting, Func<string, string, Task<object>> runAsync)
    {
        // The console blocks its reader, which must not be the only thread of a pool that has one processor.
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                Serve(greeting, runAsync);
                end.SetResult();
            }
            catch (IOException e)
            {
                end.SetException(e);
            }
        })
        { IsBackground = true, Name = "control channel" }.Start();
        return end.Task;
    }

    private static void Serve(object greeting, Func<string, string, Task<object>> runAsync)
    {
        Write(greeting);
        while (Console.In.ReadLine() is { } line)
        {
            var (command, argument) = line.Split(' ', 2) is [var name, var rest] ? (name, rest) : (line, "");
            try
            {
                Write(runAsync(command, argument).GetAwaiter().GetResult());
            }
            catch (Exception e)
            {
                Console.Out.WriteLine($"{Error}{e.Message.ReplaceLineEndings(" ")}");
            }
        }
    }

    private static void Write(object reply) => Console.Out.WriteLine(Ok + JsonSerializer.Serialize(reply, reply.GetType()));
}
