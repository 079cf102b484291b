using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GatewayKit.Store.Database.Migrations;

/// <summary>The model after the last migration. A test compares it with that of <see cref="StoreContext"/>.</summary>
[DbContext(typeof(StoreContext))]
internal sealed class StoreContextSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.12");
        modelBuilder.Entity(typeof(ChangeRow).FullName!, change =>
        {
            change.Property<long>("Revision").HasColumnName("revision");
            change.Property<string>("Key").HasMaxLength(300).HasColumnName("key");
            change.Property<byte[]>("Content").HasColumnName("content");
            change.Property<string>("Id").IsRequired().HasMaxLength(256).HasColumnName("id");
            change.Property<string>("Kind").IsRequired().HasMaxLength(20).HasColumnName("kind");
            change.Property<string>("Labels").IsRequired().HasColumnName("labels");
            change.Property<int>("Position").HasColumnName("position");
            change.Property<long>("Previous").HasColumnName("previous");
            change.Property<string>("Secrets").HasColumnName("secrets");
            change.HasKey("Revision", "Key");
            change.HasIndex("Key", "Revision").HasDatabaseName("gatewaykit_changes_by_key");
            change.ToTable("gatewaykit_changes", (string?)null);
        });
        modelBuilder.Entity(typeof(HistoryRow).FullName!, history =>
        {
            history.Property<int>("Id").HasColumnName("id");
            history.Property<long>("Oldest").HasColumnName("oldest");
            history.HasKey("Id");
            history.ToTable("gatewaykit_history", (string?)null);
        });
        modelBuilder.Entity(typeof(KeyRow).FullName!, key =>
        {
            key.Property<string>("Name").HasMaxLength(200).HasColumnName("name");
            key.Property<string>("Xml").IsRequired().HasColumnName("xml");
            key.HasKey("Name");
            key.ToTable("gatewaykit_keys", (string?)null);
        });
        modelBuilder.Entity(typeof(NodeRow).FullName!, node =>
        {
            node.Property<string>("Name").HasMaxLength(200).HasColumnName("name");
            node.Property<string>("Errors").IsRequired().HasColumnName("errors");
            node.Property<long>("Latest").HasColumnName("latest");
            node.Property<long>("Running").HasColumnName("running");
            node.Property<DateTime>("Time").HasColumnName("time");
            node.HasKey("Name");
            node.ToTable("gatewaykit_nodes", (string?)null);
        });
        modelBuilder.Entity(typeof(RevisionRow).FullName!, revision =>
        {
            revision.Property<long>("Number").HasColumnName("number");
            revision.Property<string>("Author").IsRequired().HasMaxLength(200).HasColumnName("author");
            revision.Property<string>("Message").IsRequired().HasMaxLength(2000).HasColumnName("message");
            revision.Property<DateTime>("Time").HasColumnName("time");
            revision.HasKey("Number");
            revision.ToTable("gatewaykit_revisions", (string?)null);
        });
        BuildUsage(modelBuilder);
        modelBuilder.Entity(typeof(ChangeRow).FullName!, change =>
            change.HasOne(typeof(RevisionRow).FullName!, null).WithMany().HasForeignKey("Revision").OnDelete(DeleteBehavior.Restrict)
                .IsRequired());
    }
    private static void BuildUsage(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity(typeof(UsageRow).FullName!, usage =>
        {
            usage.Property<long>("Writer").HasColumnName("writer");
            usage.Property<long>("Sequence").HasColumnName("sequence");
            usage.Property<int>("Ordinal").HasColumnName("ordinal");
            usage.Property<int>("Seconds").HasColumnName("seconds");
            BuildSums(usage);
            usage.HasKey("Writer", "Sequence", "Ordinal");
            usage.HasIndex("Start").HasDatabaseName("gatewaykit_usage_by_start");
            usage.HasIndex("Route", "Start").HasDatabaseName("gatewaykit_usage_by_route");
            usage.HasIndex("Consumer", "Start").HasDatabaseName("gatewaykit_usage_by_consumer");
            usage.ToTable("gatewaykit_usage", (string?)null);
        });
        modelBuilder.Entity(typeof(UsageHourRow).FullName!, hour =>
        {
            BuildSums(hour);
            hour.HasKey("Start", "Route", "Consumer", "StatusClass");
            hour.HasIndex("Route", "Start").HasDatabaseName("gatewaykit_usage_hours_by_route");
            hour.HasIndex("Consumer", "Start").HasDatabaseName("gatewaykit_usage_hours_by_consumer");
            hour.ToTable("gatewaykit_usage_hours", (string?)null);
        });
        modelBuilder.Entity(typeof(UsageWriterRow).FullName!, writer =>
        {
            writer.Property<long>("Id").HasColumnName("id");
            writer.Property<string>("Node").IsRequired().HasMaxLength(200).HasColumnName("node");
            writer.Property<long>("Sequence").HasColumnName("sequence");
            writer.Property<long>("Rolled").HasColumnName("rolled");
            writer.Property<DateTime>("Time").HasColumnName("time");
            writer.HasKey("Id");
            writer.ToTable("gatewaykit_usage_writers", (string?)null);
        });
    }

    private static void BuildSums(EntityTypeBuilder sums)
    {
        sums.Property<DateTime>("Start").HasColumnName("start");
        sums.Property<string>("Route").IsRequired().HasMaxLength(256).HasColumnName("route");
        sums.Property<string>("Consumer").IsRequired().HasMaxLength(256).HasColumnName("consumer");
        sums.Property<int>("StatusClass").HasColumnName("status_class");
        sums.Property<long>("Count").HasColumnName("count");
        sums.Property<long>("RequestBytes").HasColumnName("request_bytes");
        sums.Property<long>("ResponseBytes").HasColumnName("response_bytes");
        sums.Property<long>("Duration").HasColumnName("duration");
        sums.Property<byte[]>("Latency").IsRequired().HasColumnName("latency");
    }
}
