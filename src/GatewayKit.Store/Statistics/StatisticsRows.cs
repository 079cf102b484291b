using System.Linq.Expressions;
using GatewayKit.Statistics;
using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Statistics;

/// <summary>
/// The rows of a query. Minutes are the sums that nodes have written; hours are those that were rolled up, and the sums of the last
/// batches, which weren't yet. Both are read by one statement, so a roll-up at the same time changes nothing.
/// </summary>
internal static class StatisticsRows
{
    /// <summary>Returns the sums of each key, added up by the database.</summary>
    public static IQueryable<StatisticsSum> Sums(StoreContext context, StatisticsQuery query, StatisticsRange range)
        => Of(context, query, range).GroupBy(Key<StatisticsRow>(query)).Select(rows => new StatisticsSum
        {
            Key = rows.Key,
            Last = rows.Max(row => row.Start),
            Count = rows.Sum(row => row.Count),
            RequestBytes = rows.Sum(row => row.RequestBytes),
            ResponseBytes = rows.Sum(row => row.ResponseBytes),
            Duration = rows.Sum(row => row.Duration),
        });

    /// <summary>Returns the latencies of each row, with its key only.</summary>
    public static IQueryable<StatisticsLatency> Latencies(StoreContext context, StatisticsQuery query, StatisticsRange range)
    {
        var key = Key<StatisticsRow>(query);
        var row = key.Parameters[0];
        return Of(context, query, range).Select(Expression.Lambda<Func<StatisticsRow, StatisticsLatency>>(
            Expression.MemberInit(
                Expression.New(typeof(StatisticsLatency)),
                Expression.Bind(typeof(StatisticsLatency).GetProperty(nameof(StatisticsLatency.Key))!, key.Body),
                Bind<StatisticsLatency>(row, nameof(StatisticsRow.Latency))),
            row));
    }

    private static IQueryable<StatisticsRow> Of(StoreContext context, StatisticsQuery query, StatisticsRange range)
    {
        var usage = Filter(context.Usage.AsNoTracking(), query, range);
        if (query.Interval == StatisticsInterval.Minute)
            return Select(usage.Where(row => row.Seconds == UsageTimes.Minute));

        // A join from the few writers finds their last batches by the key, however many minutes there are.
        var added = context.UsageWriters.Where(writer => writer.Rolled < writer.Sequence)
            .SelectMany(writer => usage.Where(row => row.Writer == writer.Id && row.Sequence > writer.Rolled));
        return Select(Filter(context.UsageHours.AsNoTracking(), query, range)).Concat(Select(added));
    }

    private static IQueryable<T> Filter<T>(IQueryable<T> rows, StatisticsQuery query, StatisticsRange range)
        where T : UsageSums
    {
        rows = rows.Where(row => row.Start >= range.From && row.Start < range.To);
        rows = query.Subject switch
        {
            StatisticsSubject.Operations => rows.Where(row => row.Route.StartsWith(UsageOperations.Prefix)),
            StatisticsSubject.Credentials => rows.Where(row => row.Route.StartsWith(UsageCredentials.Prefix)),
            _ => rows.Where(row =>
                !row.Route.StartsWith(UsageOperations.Prefix) && !row.Route.StartsWith(UsageCredentials.Prefix)),
        };
        if (query.Route is { } id && UsageNames.Of(id) is var route)
            rows = rows.Where(row => row.Route == route);
        if (query.Routes is { } ids && ids.Select(UsageNames.Of).ToList() is var routes)
            rows = rows.Where(row => routes.Contains(row.Route));
        if (query.Consumer is { } name && UsageNames.Of(name) is var consumer)
            rows = rows.Where(row => row.Consumer == consumer);
        return query.StatusClass is { } statusClass ? rows.Where(row => row.StatusClass == statusClass) : rows;
    }

    private static IQueryable<StatisticsRow> Select<T>(IQueryable<T> rows)
        where T : UsageSums
        => rows.Select(row => new StatisticsRow
        {
            Start = row.Start,
            Route = row.Route,
            Consumer = row.Consumer,
            StatusClass = row.StatusClass,
            Count = row.Count,
            RequestBytes = row.RequestBytes,
            ResponseBytes = row.ResponseBytes,
            Duration = row.Duration,
            Latency = row.Latency,
        });

    /// <summary>Returns the key of a row: only the columns that the query splits by, so that a database neither compares nor sends the
    /// others. The few classes of statuses are always there, because a key has at least one column.</summary>
    private static Expression<Func<T, StatisticsKey>> Key<T>(StatisticsQuery query)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var members = new List<MemberBinding> { Bind<StatisticsKey>(row, nameof(StatisticsKey.StatusClass)) };
        if (query.Interval != StatisticsInterval.Total)
            members.Add(Bind<StatisticsKey>(row, nameof(StatisticsKey.Start)));
        if (query.By.HasFlag(StatisticsGrouping.Route))
            members.Add(Bind<StatisticsKey>(row, nameof(StatisticsKey.Route)));
        if (query.By.HasFlag(StatisticsGrouping.Consumer))
            members.Add(Bind<StatisticsKey>(row, nameof(StatisticsKey.Consumer)));
        return Expression.Lambda<Func<T, StatisticsKey>>(Expression.MemberInit(Expression.New(typeof(StatisticsKey)), members), row);
    }

    private static MemberAssignment Bind<T>(ParameterExpression row, string name)
    {
        var property = typeof(T).GetProperty(name)!;
        return Expression.Bind(property, Expression.Convert(Expression.Property(row, name), property.PropertyType));
    }
}
