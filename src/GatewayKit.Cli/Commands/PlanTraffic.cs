using GatewayKit.Planning;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Cli.Commands;

/// <summary>Reads the files with recorded requests.</summary>
internal static class PlanTraffic
{
    private const string StandardInput = "-";

    /// <summary>Adds the requests to a plan, and writes what can't be read to stderr.</summary>
    /// <exception cref="ToolException">A file can't be read, or there are no requests.</exception>
    public static async Task<TrafficReader> ReadAsync(GatewayPlan plan, PlanSettings settings, CancellationToken cancellation)
    {
        var reader = new TrafficReader(new TrafficOptions { Host = settings.Host, Scheme = settings.Scheme });
        foreach (var file in settings.Traffic)
        {
            try
            {
                await AddAsync(plan, reader, file, cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new ToolException($"--traffic: {file} can't be read: {error.Message}", error);
            }
        }

        WriteProblems(reader);
        return reader.Requests > 0
            ? reader
            : throw new ToolException($"--traffic: {string.Join(", ", settings.Traffic)}: there are no requests to compare.");
    }

    private static async Task AddAsync(GatewayPlan plan, TrafficReader reader, string file, CancellationToken cancellation)
    {
        if (file != StandardInput)
        {
            await plan.AddAllAsync(reader.ReadFileAsync(file, cancellation), cancellation).ConfigureAwait(false);
            return;
        }

        var input = Console.OpenStandardInput();
        await using (input.ConfigureAwait(false))
        {
            await plan.AddAllAsync(reader.ReadAsync(input, "stdin", cancellation), cancellation).ConfigureAwait(false);
        }
    }

    private static void WriteProblems(TrafficReader reader)
    {
        foreach (var problem in reader.Problems)
            Console.Error.WriteLine($"warning: {ErrorList.OneLine(problem.ToString())}");
        if (reader.Malformed > reader.Problems.Count)
            Console.Error.WriteLine($"warning: {reader.Malformed - reader.Problems.Count} more malformed line(s) aren't shown.");
        if (reader.IsCut)
            Console.Error.WriteLine($"warning: only the first {reader.Requests} requests were compared.");
    }
}
