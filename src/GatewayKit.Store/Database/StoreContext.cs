using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;
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

    public DbSet<NodeRow> Nodes => Set<NodeRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

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
    }
}
