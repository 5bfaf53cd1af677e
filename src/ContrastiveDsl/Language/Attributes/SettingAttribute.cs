using System;

namespace ContrastiveDsl;

/// <summary>A setting of an experiment: its optimizer, its schedule, its run, its images, what it remembers.</summary>
public abstract class SettingAttribute : Attribute;
