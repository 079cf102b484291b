using System.Collections.Immutable;
using System.Text.Json;
using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Nodes;

/// <summary>Writes the report of this node, and reads those of all nodes.</summary>
internal sealed class NodeReports(StoreDatabase database, StoreOptions options, TimeProvider time)
{
    /// <summary>The age at which a report is removed.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(10);

    private const int MaximumErrors = 20;
    private const int MaximumErrorLength = 1000;

    public Task WriteAsync(NodeState state, CancellationToken cancellation) => database.RunAsync(
        async context =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            var row = await context.Nodes.FindAsync([options.NodeName], cancellation).ConfigureAwait(false);
            if (row is null)
                context.Add(row = new NodeRow { Name = options.NodeName, Errors = "[]" });
            row.Running = state.Running;
            row.Latest = state.Latest;
            row.Errors = JsonSerializer.Serialize(state.Errors.Take(MaximumErrors).Select(Shortened));
            row.Time = now;
            await context.SaveChangesAsync(cancellation).ConfigureAwait(false);

            // Two clocks can differ, but hardly by that much.
            var oldest = now - MaximumAge;
            return await context.Nodes.Where(node => node.Time < oldest).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        },
        cancellation);

    public Task RemoveAsync(CancellationToken cancellation) => database.RunAsync(
        context => context.Nodes.Where(node => node.Name == options.NodeName).ExecuteDeleteAsync(cancellation), cancellation);

    public Task<ImmutableArray<StoreNode>> ListAsync(CancellationToken cancellation) => database.RunAsync(
        async context =>
        {
            var oldest = time.GetUtcNow().UtcDateTime - MaximumAge;
            var rows = await context.Nodes.AsNoTracking().Where(node => node.Time >= oldest).OrderBy(node => node.Name)
                .ToListAsync(cancellation).ConfigureAwait(false);
            return rows.Select(Node).ToImmutableArray();
        },
        cancellation);

    private static StoreNode Node(NodeRow row) => new()
    {
        Name = row.Name,
        Running = row.Running,
        Latest = row.Latest,
        Errors = JsonSerializer.Deserialize<ImmutableArray<string>>(row.Errors),
        Time = new DateTimeOffset(row.Time),
    };

    private static string Shortened(string error) => error.Length <= MaximumErrorLength ? error : error[..MaximumErrorLength] + "...";
}
