using GatewayKit.Portal.Database.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GatewayKit.Portal.Database;

/// <summary>
/// The tables of the portal, in the database of the store. The model has neither types nor defaults of a provider, so that one migration
/// fits all.
/// </summary>
internal sealed class PortalContext(DbContextOptions<PortalContext> options) : DbContext(options)
{
    public const string HistoryTable = "gatewaykit_portal_migrations";

    public DbSet<Developer> Developers => Set<Developer>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<ApplicationRow> Applications => Set<ApplicationRow>();

    public DbSet<MemberRow> Members => Set<MemberRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // SQLite doesn't store the kind of a time, and doesn't compare times with an offset.
        var utc = new ValueConverter<DateTime, DateTime>(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
        var offset = new ValueConverter<DateTimeOffset, DateTime>(
            time => time.UtcDateTime, time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)));
        modelBuilder.Entity<Developer>(developer =>
        {
            developer.ToTable("gatewaykit_portal_developers").HasKey(d => d.Id);
            developer.Ignore(d => d.PhoneNumber).Ignore(d => d.PhoneNumberConfirmed).Ignore(d => d.TwoFactorEnabled);
            developer.Property(d => d.Id).HasColumnName("id").ValueGeneratedNever();
            developer.Property(d => d.Name).HasColumnName("name").HasMaxLength(Developer.MaximumNameLength);
            developer.Property(d => d.Created).HasColumnName("created").HasConversion(utc);
            developer.Property(d => d.UserName).HasColumnName("user_name").HasMaxLength(256);
            developer.Property(d => d.NormalizedUserName).HasColumnName("normalized_user_name").HasMaxLength(256);
            developer.Property(d => d.Email).HasColumnName("email").HasMaxLength(256);
            developer.Property(d => d.NormalizedEmail).HasColumnName("normalized_email").HasMaxLength(256);
            developer.Property(d => d.EmailConfirmed).HasColumnName("email_confirmed");
            developer.Property(d => d.PasswordHash).HasColumnName("password_hash");
            developer.Property(d => d.SecurityStamp).HasColumnName("security_stamp");
            developer.Property(d => d.ConcurrencyStamp).HasColumnName("concurrency_stamp").IsConcurrencyToken();
            developer.Property(d => d.LockoutEnd).HasColumnName("lockout_end").HasConversion(offset);
            developer.Property(d => d.LockoutEnabled).HasColumnName("lockout_enabled");
            developer.Property(d => d.AccessFailedCount).HasColumnName("access_failed_count");
            developer.Property(d => d.Issuer).HasColumnName("issuer").HasMaxLength(Developer.MaximumIssuerLength);
            developer.Property(d => d.Subject).HasColumnName("subject").HasMaxLength(Developer.MaximumSubjectLength);
            developer.Property(d => d.ProviderEmail).HasColumnName("provider_email").HasMaxLength(256);
            developer.Property(d => d.Groups).HasColumnName("groups");
            developer.Property(d => d.BlockReason).HasColumnName("block_reason").HasMaxLength(ApplicationRow.MaximumBlockReasonLength);
            developer.HasIndex(d => d.BlockReason).HasDatabaseName("gatewaykit_portal_developers_by_block");
            developer.HasIndex(d => new { d.Issuer, d.Subject }).IsUnique().HasDatabaseName("gatewaykit_portal_developers_by_subject");
            developer.HasIndex(d => d.NormalizedUserName).IsUnique().HasDatabaseName("gatewaykit_portal_developers_by_user_name");
            developer.HasIndex(d => d.NormalizedEmail).IsUnique().HasDatabaseName("gatewaykit_portal_developers_by_email");
            developer.HasIndex(d => new { d.EmailConfirmed, d.Created }).HasDatabaseName("gatewaykit_portal_developers_by_confirmed");
        });
        modelBuilder.Entity<SessionRow>(session =>
        {
            session.ToTable("gatewaykit_portal_sessions").HasKey(s => s.Id);
            session.HasOne<Developer>().WithMany().HasForeignKey(s => s.Developer).OnDelete(DeleteBehavior.Cascade)
                .HasConstraintName("gatewaykit_portal_sessions_developer");
            session.HasIndex(s => new { s.Developer, s.Created }).HasDatabaseName("gatewaykit_portal_sessions_by_developer");
            session.HasIndex(s => s.Expires).HasDatabaseName("gatewaykit_portal_sessions_by_expiry");
            session.Property(s => s.Id).HasColumnName("id").HasMaxLength(SessionRow.IdLength);
            session.Property(s => s.Developer).HasColumnName("developer");
            session.Property(s => s.Browser).HasColumnName("browser").HasMaxLength(SessionRow.MaximumBrowserLength);
            session.Property(s => s.Created).HasColumnName("created").HasConversion(utc);
            session.Property(s => s.Seen).HasColumnName("seen").HasConversion(utc);
            session.Property(s => s.Expires).HasColumnName("expires").HasConversion(utc);
        });
        modelBuilder.Entity<ApplicationRow>(application =>
        {
            application.ToTable("gatewaykit_portal_applications").HasKey(a => a.Id);
            application.Ignore(a => a.Consumer);
            application.HasOne<Developer>().WithMany().HasForeignKey(a => a.Owner).OnDelete(DeleteBehavior.Restrict)
                .HasConstraintName("gatewaykit_portal_applications_owner");
            application.HasIndex(a => a.Owner).HasDatabaseName("gatewaykit_portal_applications_by_owner");
            application.Property(a => a.Id).HasColumnName("id").HasMaxLength(32);
            application.Property(a => a.Owner).HasColumnName("owner");
            application.Property(a => a.Name).HasColumnName("name").HasMaxLength(ApplicationRow.MaximumNameLength);
            application.Property(a => a.Created).HasColumnName("created").HasConversion(utc);
            application.Property(a => a.State).HasColumnName("state").HasConversion<int>();
            application.Property(a => a.BlockReason).HasColumnName("block_reason").HasMaxLength(ApplicationRow.MaximumBlockReasonLength);
            application.HasIndex(a => a.BlockReason).HasDatabaseName("gatewaykit_portal_applications_by_block");
        });
        modelBuilder.Entity<MemberRow>(member =>
        {
            member.ToTable("gatewaykit_portal_members").HasKey(m => new { m.Application, m.Developer });
            member.HasOne<ApplicationRow>().WithMany().HasForeignKey(m => m.Application).OnDelete(DeleteBehavior.Cascade)
                .HasConstraintName("gatewaykit_portal_members_application");
            member.HasOne<Developer>().WithMany().HasForeignKey(m => m.Developer).OnDelete(DeleteBehavior.Cascade)
                .HasConstraintName("gatewaykit_portal_members_developer");
            member.HasIndex(m => m.Developer).HasDatabaseName("gatewaykit_portal_members_by_developer");
            member.Property(m => m.Application).HasColumnName("application").HasMaxLength(32);
            member.Property(m => m.Developer).HasColumnName("developer");
            member.Property(m => m.Role).HasColumnName("role").HasConversion<int>();
            member.Property(m => m.Added).HasColumnName("added").HasConversion(utc);
        });
        modelBuilder.Entity<InvitationRow>(invitation =>
        {
            invitation.ToTable("gatewaykit_portal_invitations").HasKey(i => new { i.Application, i.Email });
            invitation.HasOne<ApplicationRow>().WithMany().HasForeignKey(i => i.Application).OnDelete(DeleteBehavior.Cascade)
                .HasConstraintName("gatewaykit_portal_invitations_application");
            invitation.HasIndex(i => i.Email).HasDatabaseName("gatewaykit_portal_invitations_by_email");
            invitation.Property(i => i.Application).HasColumnName("application").HasMaxLength(32);
            invitation.Property(i => i.Email).HasColumnName("email").HasMaxLength(256);
            invitation.Property(i => i.Role).HasColumnName("role").HasConversion<int>();
            invitation.Property(i => i.Sender).HasColumnName("sender").HasMaxLength(256);
            invitation.Property(i => i.Expires).HasColumnName("expires").HasConversion(utc);
        });
        modelBuilder.Entity<SubscriptionRow>(subscription =>
        {
            subscription.ToTable("gatewaykit_portal_subscriptions").HasKey(s => new { s.Application, s.Api, s.Plan });
            subscription.HasOne<ApplicationRow>().WithMany().HasForeignKey(s => s.Application).OnDelete(DeleteBehavior.Cascade)
                .HasConstraintName("gatewaykit_portal_subscriptions_application");
            subscription.HasIndex(s => new { s.Api, s.State }).HasDatabaseName("gatewaykit_portal_subscriptions_by_api");
            subscription.Property(s => s.Application).HasColumnName("application").HasMaxLength(32);
            subscription.Property(s => s.Api).HasColumnName("api").HasMaxLength(64);
            subscription.Property(s => s.Plan).HasColumnName("plan").HasMaxLength(64);
            subscription.Property(s => s.State).HasColumnName("state").HasConversion<int>().IsConcurrencyToken();
            subscription.Property(s => s.Group).HasColumnName("granted_group").HasMaxLength(SubscriptionRow.MaximumGroupLength);
            subscription.Property(s => s.WasWithdrawn).HasColumnName("was_withdrawn");
            subscription.Property(s => s.Reason).HasColumnName("reason").HasMaxLength(SubscriptionRow.MaximumReasonLength);
            subscription.Property(s => s.Changed).HasColumnName("changed").HasConversion(utc);
        });
        modelBuilder.Entity<AuditRow>(audit =>
        {
            audit.ToTable("gatewaykit_portal_audit").HasKey(a => a.Id);
            audit.HasIndex(a => new { a.Actor, a.Time }).HasDatabaseName("gatewaykit_portal_audit_by_actor");
            audit.HasIndex(a => new { a.Application, a.Time }).HasDatabaseName("gatewaykit_portal_audit_by_application");
            audit.HasIndex(a => a.Time).HasDatabaseName("gatewaykit_portal_audit_by_time");
            audit.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
            audit.Property(a => a.Time).HasColumnName("time").HasConversion(utc);
            audit.Property(a => a.Actor).HasColumnName("actor");
            audit.Property(a => a.ActorEmail).HasColumnName("actor_email").HasMaxLength(256);
            audit.Property(a => a.Action).HasColumnName("action").HasMaxLength(40);
            audit.Property(a => a.Application).HasColumnName("application").HasMaxLength(32);
            audit.Property(a => a.Detail).HasColumnName("detail").HasMaxLength(500);
            audit.Property(a => a.Address).HasColumnName("address").HasMaxLength(64);
        });
    }
}
