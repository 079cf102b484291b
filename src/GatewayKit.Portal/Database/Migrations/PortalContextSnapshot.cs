using GatewayKit.Portal.Database.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GatewayKit.Portal.Database.Migrations;

/// <summary>The model after the last migration. A test compares it with that of <see cref="PortalContext"/>.</summary>
[DbContext(typeof(PortalContext))]
internal sealed class PortalContextSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.15");
        modelBuilder.Entity(typeof(Developer).FullName!, developer =>
        {
            developer.Property<Guid>("Id").HasColumnName("id");
            developer.Property<string>("Name").IsRequired().HasMaxLength(100).HasColumnName("name");
            developer.Property<DateTime>("Created").HasColumnName("created");
            developer.Property<string>("UserName").HasMaxLength(256).HasColumnName("user_name");
            developer.Property<string>("NormalizedUserName").HasMaxLength(256).HasColumnName("normalized_user_name");
            developer.Property<string>("Email").HasMaxLength(256).HasColumnName("email");
            developer.Property<string>("NormalizedEmail").HasMaxLength(256).HasColumnName("normalized_email");
            developer.Property<bool>("EmailConfirmed").HasColumnName("email_confirmed");
            developer.Property<string>("PasswordHash").HasColumnName("password_hash");
            developer.Property<string>("SecurityStamp").HasColumnName("security_stamp");
            developer.Property<string>("ConcurrencyStamp").IsConcurrencyToken().HasColumnName("concurrency_stamp");
            developer.Property<DateTime?>("LockoutEnd").HasColumnName("lockout_end");
            developer.Property<bool>("LockoutEnabled").HasColumnName("lockout_enabled");
            developer.Property<int>("AccessFailedCount").HasColumnName("access_failed_count");
            developer.Property<string>("Issuer").HasMaxLength(500).HasColumnName("issuer");
            developer.Property<string>("Subject").HasMaxLength(255).HasColumnName("subject");
            developer.Property<string>("ProviderEmail").HasMaxLength(256).HasColumnName("provider_email");
            developer.Property<string>("Groups").IsRequired().HasColumnName("groups");
            developer.Property<string>("BlockReason").HasMaxLength(300).HasColumnName("block_reason");
            developer.HasKey("Id");
            developer.HasIndex("BlockReason").HasDatabaseName("gatewaykit_portal_developers_by_block");
            developer.HasIndex("Issuer", "Subject").IsUnique().HasDatabaseName("gatewaykit_portal_developers_by_subject");
            developer.HasIndex("NormalizedUserName").IsUnique().HasDatabaseName("gatewaykit_portal_developers_by_user_name");
            developer.HasIndex("NormalizedEmail").IsUnique().HasDatabaseName("gatewaykit_portal_developers_by_email");
            developer.HasIndex("EmailConfirmed", "Created").HasDatabaseName("gatewaykit_portal_developers_by_confirmed");
            developer.ToTable("gatewaykit_portal_developers", (string?)null);
        });
        modelBuilder.Entity(typeof(SessionRow).FullName!, session =>
        {
            session.Property<string>("Id").HasMaxLength(64).HasColumnName("id");
            session.Property<Guid>("Developer").HasColumnName("developer");
            session.Property<string>("Browser").IsRequired().HasMaxLength(200).HasColumnName("browser");
            session.Property<DateTime>("Created").HasColumnName("created");
            session.Property<DateTime>("Seen").HasColumnName("seen");
            session.Property<DateTime>("Expires").HasColumnName("expires");
            session.HasKey("Id");
            session.HasIndex("Developer", "Created").HasDatabaseName("gatewaykit_portal_sessions_by_developer");
            session.HasIndex("Expires").HasDatabaseName("gatewaykit_portal_sessions_by_expiry");
            session.ToTable("gatewaykit_portal_sessions", (string?)null);
        });
        modelBuilder.Entity(typeof(ApplicationRow).FullName!, application =>
        {
            application.Property<string>("Id").HasMaxLength(32).HasColumnName("id");
            application.Property<Guid>("Owner").HasColumnName("owner");
            application.Property<string>("Name").IsRequired().HasMaxLength(100).HasColumnName("name");
            application.Property<DateTime>("Created").HasColumnName("created");
            application.Property<int>("State").HasColumnName("state");
            application.Property<string>("BlockReason").HasMaxLength(300).HasColumnName("block_reason");
            application.HasIndex("BlockReason").HasDatabaseName("gatewaykit_portal_applications_by_block");
            application.HasKey("Id");
            application.HasIndex("Owner").HasDatabaseName("gatewaykit_portal_applications_by_owner");
            application.ToTable("gatewaykit_portal_applications", (string?)null);
        });
        modelBuilder.Entity(typeof(SubscriptionRow).FullName!, subscription =>
        {
            subscription.Property<string>("Application").HasMaxLength(32).HasColumnName("application");
            subscription.Property<string>("Api").HasMaxLength(64).HasColumnName("api");
            subscription.Property<string>("Plan").HasMaxLength(64).HasColumnName("plan");
            subscription.Property<int>("State").IsConcurrencyToken().HasColumnName("state");
            subscription.Property<string>("Group").IsRequired().HasMaxLength(256).HasColumnName("granted_group");
            subscription.Property<bool>("WasWithdrawn").HasColumnName("was_withdrawn");
            subscription.Property<string>("Reason").IsRequired().HasMaxLength(300).HasColumnName("reason");
            subscription.Property<DateTime>("Changed").HasColumnName("changed");
            subscription.HasKey("Application", "Api", "Plan");
            subscription.HasIndex("Api", "State").HasDatabaseName("gatewaykit_portal_subscriptions_by_api");
            subscription.ToTable("gatewaykit_portal_subscriptions", (string?)null);
        });
        modelBuilder.Entity(typeof(MemberRow).FullName!, member =>
        {
            member.Property<string>("Application").HasMaxLength(32).HasColumnName("application");
            member.Property<Guid>("Developer").HasColumnName("developer");
            member.Property<int>("Role").HasColumnName("role");
            member.Property<DateTime>("Added").HasColumnName("added");
            member.HasKey("Application", "Developer");
            member.HasIndex("Developer").HasDatabaseName("gatewaykit_portal_members_by_developer");
            member.ToTable("gatewaykit_portal_members", (string?)null);
        });
        modelBuilder.Entity(typeof(InvitationRow).FullName!, invitation =>
        {
            invitation.Property<string>("Application").HasMaxLength(32).HasColumnName("application");
            invitation.Property<string>("Email").HasMaxLength(256).HasColumnName("email");
            invitation.Property<int>("Role").HasColumnName("role");
            invitation.Property<string>("Sender").IsRequired().HasMaxLength(256).HasColumnName("sender");
            invitation.Property<DateTime>("Expires").HasColumnName("expires");
            invitation.HasKey("Application", "Email");
            invitation.HasIndex("Email").HasDatabaseName("gatewaykit_portal_invitations_by_email");
            invitation.ToTable("gatewaykit_portal_invitations", (string?)null);
        });
        modelBuilder.Entity(typeof(AuditRow).FullName!, audit =>
        {
            audit.Property<Guid>("Id").HasColumnName("id");
            audit.Property<DateTime>("Time").HasColumnName("time");
            audit.Property<Guid>("Actor").HasColumnName("actor");
            audit.Property<string>("ActorEmail").IsRequired().HasMaxLength(256).HasColumnName("actor_email");
            audit.Property<string>("Action").IsRequired().HasMaxLength(40).HasColumnName("action");
            audit.Property<string>("Application").HasMaxLength(32).HasColumnName("application");
            audit.Property<string>("Detail").IsRequired().HasMaxLength(500).HasColumnName("detail");
            audit.Property<string>("Address").IsRequired().HasMaxLength(64).HasColumnName("address");
            audit.HasKey("Id");
            audit.HasIndex("Actor", "Time").HasDatabaseName("gatewaykit_portal_audit_by_actor");
            audit.HasIndex("Application", "Time").HasDatabaseName("gatewaykit_portal_audit_by_application");
            audit.HasIndex("Time").HasDatabaseName("gatewaykit_portal_audit_by_time");
            audit.ToTable("gatewaykit_portal_audit", (string?)null);
        });
        modelBuilder.Entity(typeof(SessionRow).FullName!, session =>
            session.HasOne(typeof(Developer).FullName!, null).WithMany().HasForeignKey("Developer").OnDelete(DeleteBehavior.Cascade)
                .IsRequired().HasConstraintName("gatewaykit_portal_sessions_developer"));
        modelBuilder.Entity(typeof(ApplicationRow).FullName!, application =>
            application.HasOne(typeof(Developer).FullName!, null).WithMany().HasForeignKey("Owner").OnDelete(DeleteBehavior.Restrict)
                .IsRequired().HasConstraintName("gatewaykit_portal_applications_owner"));
        modelBuilder.Entity(typeof(MemberRow).FullName!, member =>
        {
            member.HasOne(typeof(ApplicationRow).FullName!, null).WithMany().HasForeignKey("Application")
                .OnDelete(DeleteBehavior.Cascade).IsRequired().HasConstraintName("gatewaykit_portal_members_application");
            member.HasOne(typeof(Developer).FullName!, null).WithMany().HasForeignKey("Developer")
                .OnDelete(DeleteBehavior.Cascade).IsRequired().HasConstraintName("gatewaykit_portal_members_developer");
        });
        modelBuilder.Entity(typeof(InvitationRow).FullName!, invitation =>
            invitation.HasOne(typeof(ApplicationRow).FullName!, null).WithMany().HasForeignKey("Application")
                .OnDelete(DeleteBehavior.Cascade).IsRequired().HasConstraintName("gatewaykit_portal_invitations_application"));
        modelBuilder.Entity(typeof(SubscriptionRow).FullName!, subscription =>
            subscription.HasOne(typeof(ApplicationRow).FullName!, null).WithMany().HasForeignKey("Application")
                .OnDelete(DeleteBehavior.Cascade).IsRequired().HasConstraintName("gatewaykit_portal_subscriptions_application"));
    }
}
