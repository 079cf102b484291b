using GatewayKit.Store.Database.Rows;
using GatewayKit.Store.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GatewayKit.Store.Database;

/// <summary>The tables of a store. The model has neither types nor defaults of a provider, so that one migration fits all.</summary>
internal sealed class StoreContext(DbContextOptions<StoreContext> options) : DbContext(options)
{
    public const string HistoryTable = "gatewaykit_migrations";

    /// <summary>The maximum length of a normalized key: the longest kind, a slash and an id.</summary>
    public const int KeyLength = 300;

    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    public DbSet<NodeRow> Nodes => Set<NodeRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<UsageRow> Usage => Set<UsageRow>();

    public DbSet<UsageHourRow> UsageHours => Set<UsageHourRow>();

    public DbSet<UsageWriterRow> UsageWriters => Set<UsageWriterRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // SQLite doesn't store the kind of a time.
        var utc = new ValueConverter<DateTime, DateTime>(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
        modelBuilder.Entity<RevisionRow>(revision =>
        {
            revision.ToTable("gatewaykit_revisions").HasKey(r => r.Number);
            revision.Property(r => r.Number).HasColumnName("number").ValueGeneratedNever();
            revision.Property(r => r.Time).HasColumnName("time").HasConversion(utc);
            revision.Property(r => r.Author).HasColumnName("author").HasMaxLength(200);
            revision.Property(r => r.Message).HasColumnName("message").HasMaxLength(2000);
        });
        modelBuilder.Entity<ChangeRow>(change =>
        {
            change.ToTable("gatewaykit_changes").HasKey(c => new { c.Revision, c.Key });
            change.HasIndex(c => new { c.Key, c.Revision }).HasDatabaseName("gatewaykit_changes_by_key");
            change.HasOne<RevisionRow>().WithMany().HasForeignKey(c => c.Revision).OnDelete(DeleteBehavior.Restrict);
            change.Property(c => c.Revision).HasColumnName("revision");
            change.Property(c => c.Key).HasColumnName("key").HasMaxLength(KeyLength);
            change.Property(c => c.Kind).HasColumnName("kind").HasMaxLength(20);
            change.Property(c => c.Id).HasColumnName("id").IsRequired().HasMaxLength(EntryKey.MaximumIdLength);
            change.Property(c => c.Previous).HasColumnName("previous");
            change.Property(c => c.Content).HasColumnName("content");
            change.Property(c => c.Labels).HasColumnName("labels");
            change.Property(c => c.Position).HasColumnName("position");
            change.Property(c => c.Secrets).HasColumnName("secrets");
        });
        modelBuilder.Entity<HistoryRow>(history =>
        {
            history.ToTable("gatewaykit_history").HasKey(h => h.Id);
            history.Property(h => h.Id).HasColumnName("id").ValueGeneratedNever();
            history.Property(h => h.Oldest).HasColumnName("oldest");
        });
        modelBuilder.Entity<NodeRow>(node =>
        {
            node.ToTable("gatewaykit_nodes").HasKey(n => n.Name);
            node.Property(n => n.Name).HasColumnName("name").HasMaxLength(200);
            node.Property(n => n.Running).HasColumnName("running");
            node.Property(n => n.Latest).HasColumnName("latest");
            node.Property(n => n.Errors).HasColumnName("errors");
            node.Property(n => n.Time).HasColumnName("time").HasConversion(utc);
        });
        modelBuilder.Entity<KeyRow>(key =>
        {
            key.ToTable("gatewaykit_keys").HasKey(k => k.Name);
            key.Property(k => k.Name).HasColumnName("name").HasMaxLength(200);
            key.Property(k => k.Xml).HasColumnName("xml");
        });
        CreateUsage(modelBuilder, utc);
    }

    private static void CreateUsage(ModelBuilder modelBuilder, ValueConverter<DateTime, DateTime> utc)
    {
        modelBuilder.Entity<UsageRow>(usage =>
        {
            usage.ToTable("gatewaykit_usage").HasKey(u => new { u.Writer, u.Sequence, u.Ordinal });
            usage.Property(u => u.Writer).HasColumnName("writer");
            usage.Property(u => u.Sequence).HasColumnName("sequence");
            usage.Property(u => u.Ordinal).HasColumnName("ordinal");
            usage.Property(u => u.Seconds).HasColumnName("seconds");
            CreateSums(usage, utc);
            CreateIndexes(usage, "gatewaykit_usage");
            usage.HasIndex(u => u.Start).HasDatabaseName("gatewaykit_usage_by_start");
        });
        modelBuilder.Entity<UsageHourRow>(hour =>
        {
            hour.ToTable("gatewaykit_usage_hours").HasKey(h => new { h.Start, h.Route, h.Consumer, h.StatusClass });
            CreateSums(hour, utc);
            CreateIndexes(hour, "gatewaykit_usage_hours");
        });
        modelBuilder.Entity<UsageWriterRow>(writer =>
        {
            writer.ToTable("gatewaykit_usage_writers").HasKey(w => w.Id);
            writer.Property(w => w.Id).HasColumnName("id").ValueGeneratedNever();
            writer.Property(w => w.Node).HasColumnName("node").HasMaxLength(200);
            writer.Property(w => w.Sequence).HasColumnName("sequence");
            writer.Property(w => w.Rolled).HasColumnName("rolled");
            writer.Property(w => w.Time).HasColumnName("time").HasConversion(utc);
        });
    }

    private static void CreateSums<T>(EntityTypeBuilder<T> sums, ValueConverter<DateTime, DateTime> utc)
        where T : UsageSums
    {
        sums.Property(s => s.Start).HasColumnName("start").HasConversion(utc);
        sums.Property(s => s.Route).HasColumnName("route").HasMaxLength(UsageNames.MaximumLength);
        sums.Property(s => s.Consumer).HasColumnName("consumer").HasMaxLength(UsageNames.MaximumLength);
        sums.Property(s => s.StatusClass).HasColumnName("status_class");
        sums.Property(s => s.Count).HasColumnName("count");
        sums.Property(s => s.RequestBytes).HasColumnName("request_bytes");
        sums.Property(s => s.ResponseBytes).HasColumnName("response_bytes");
        sums.Property(s => s.Duration).HasColumnName("duration");
        sums.Property(s => s.Latency).HasColumnName("latency");
    }

    private static void CreateIndexes<T>(EntityTypeBuilder<T> sums, string table)
        where T : UsageSums
    {
        sums.HasIndex(s => new { s.Route, s.Start }).HasDatabaseName($"{table}_by_route");
        sums.HasIndex(s => new { s.Consumer, s.Start }).HasDatabaseName($"{table}_by_consumer");
    }
}
