using System.Globalization;
using GatewayKit.Benchmarks.Servers;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The processors, and which of them each process uses.</summary>
/// <param name="Proxy">The processors of the proxies; null if nothing is pinned.</param>
/// <param name="Others">The processors of the upstream and the load generator.</param>
/// <param name="Description">A sentence for the report.</param>
internal sealed record Machine(IReadOnlyList<int>? Proxy, IReadOnlyList<int>? Others, string Description)
{
    public static Machine Of(int cores) => Of(cores, Processors(), ProgramPath.Find("taskset") is not null && OperatingSystem.IsLinux());

    /// <param name="cores">The processors that a proxy should get.</param>
    /// <param name="processors">The processors that this process may use.</param>
    /// <param name="hasTaskset">Whether processes can be pinned.</param>
    public static Machine Of(int cores, IReadOnlyList<int> processors, bool hasTaskset)
    {
        if (!hasTaskset)
            return new(null, null, "Nothing is pinned to processors, because taskset isn't on the PATH.");
        if (processors.Count == 1)
            return new(null, null, "Everything shares one processor.");

        var proxy = processors.Take(cores).ToArray();
        var others = processors.Count > proxy.Length ? processors.Skip(proxy.Length).ToArray() : proxy;
        return new(proxy, others, $"Proxies are pinned to {Text(proxy)}; the upstream and the load generator "
            + (others == proxy ? "share them." : $"to {Text(others)}."));
    }

    private static string Text(int[] processors)
        => (processors.Length > 1 ? "processors " : "processor ")
            + string.Join(", ", processors.Select(p => p.ToString(CultureInfo.InvariantCulture)));

    private static int[] Processors()
    {
        const string name = "Cpus_allowed_list:";
        const string status = "/proc/self/status";
        var allowed = File.Exists(status)
            ? File.ReadLines(status).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            : null;
        return allowed is null ? [.. Enumerable.Range(0, Environment.ProcessorCount)] : ParseList(allowed[name.Length..]);
    }

    /// <summary>Reads a list such as <c>0-3,8</c>.</summary>
    internal static int[] ParseList(string list)
        => [.. list.Split(',', StringSplitOptions.TrimEntries).SelectMany(range =>
        {
            var ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
        })];
}
