using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Statistics;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Usage;

/// <summary>Finds the applications of consumers.</summary>
internal sealed class ConsumerNames(PortalContext context)
{
    private const int Batch = 500;

    /// <summary>Returns the names of consumers, as the statistics name them.</summary>
    public async Task<IReadOnlyDictionary<string, ConsumerName>> ReadAsync(IEnumerable<string> consumers, CancellationToken cancellation)
    {
        var names = consumers.Distinct(StringComparer.Ordinal).ToDictionary(name => name, NameOf, StringComparer.Ordinal);
        var ids = names.Keys.Where(name => name.StartsWith(ApplicationRow.ConsumerPrefix, StringComparison.Ordinal))
            .Select(name => name[ApplicationRow.ConsumerPrefix.Length..]);
        foreach (var chunk in ids.Chunk(Batch).Select(chunk => chunk.ToList()))
        {
            var found =
                from application in context.Applications
                where chunk.Contains(application.Id)
                join developer in context.Developers on application.Owner equals developer.Id
                select new { application, developer };
            foreach (var pair in await found.AsNoTracking().ToListAsync(cancellation).ConfigureAwait(false))
            {
                var address = pair.developer.Email ?? pair.developer.ProviderEmail ?? "no address";
                names[pair.application.Consumer] = new ConsumerName(pair.application.Name, $"{pair.developer.Name}, {address}");
            }
        }

        return names;
    }

    private static ConsumerName NameOf(string consumer) => new(
        consumer switch
        {
            UsageCollector.None => "Without a caller",
            UsageCollector.Other => "Other callers",
            _ => consumer,
        },
        "");
}
